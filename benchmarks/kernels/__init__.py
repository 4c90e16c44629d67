# SPDX-License-Identifier: MIT
"""One module a method, each with ``KERNELS``: what is timed, against whom, and how it grows."""
