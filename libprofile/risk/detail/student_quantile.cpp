// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/student_quantile.hpp"

#include <boost/math/distributions/students_t.hpp>

namespace libprofile::risk::detail {

double central_student_quantile(double level, double degrees_of_freedom) {
  const boost::math::students_t_distribution<double> student(degrees_of_freedom);
  return boost::math::quantile(boost::math::complement(student, (1.0 - level) / 2.0));
}

}  // namespace libprofile::risk::detail
