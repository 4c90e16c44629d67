# SPDX-License-Identifier: MIT
"""Open every layer of a GeoPackage in QGIS as a person would, and draw it with its own style.

    QT_QPA_PLATFORM=offscreen /usr/bin/python3 tests/qgis/render_layers.py layers.gpkg FOLDER

Writes a picture a layer into FOLDER and prints, as JSON, what QGIS made of each.
tests/python/test_qgis.py runs it.
"""

import json
import sys
from pathlib import Path

from osgeo import ogr
from qgis.core import (
    QgsApplication,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

SIZE = 600


def draw(layer, path):
    """Draw a layer over its whole extent; the colours that fill at least 500 pixels."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setExtent(layer.extent())
    settings.setOutputSize(QSize(SIZE, SIZE))
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(str(path))
    pixels = {}
    for x in range(SIZE):
        for y in range(SIZE):
            colour = image.pixelColor(x, y).name()
            pixels[colour] = pixels.get(colour, 0) + 1
    return sorted(colour for colour, count in pixels.items() if count >= 500)


def describe(geopackage, name, folder):
    """What QGIS says of one layer, opened with the style that it finds beside it."""
    layer = QgsVectorLayer(f"{geopackage}|layername={name}", name, "ogr")
    message, styled = layer.loadDefaultStyle()
    is_ruled = layer.renderer().type() == "RuleRenderer"
    rules = layer.renderer().rootRule().descendants() if is_ruled else []
    found = {
        "valid": layer.isValid(),
        "features": layer.featureCount(),
        "styled": styled,
        "message": message,
        "renderer": layer.renderer().type(),
        "legend": [rule.label() for rule in rules],
        "colours": draw(layer, folder / f"{name}.png"),
    }
    del layer
    return found


def main():
    """Describe every layer that has features."""
    geopackage, folder = sys.argv[1], Path(sys.argv[2])
    application = QgsApplication([], False)
    application.initQgis()
    source = ogr.Open(geopackage)
    names = [layer.GetName() for layer in source if layer.GetName() != "layer_styles"]
    del source
    print(json.dumps({name: describe(geopackage, name, folder) for name in names}))
    application.exitQgis()


if __name__ == "__main__":
    main()
