"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const facts = document.getElementById("facts");
  const map = L.map("map", {
    crs: L.CRS.Simple,
    preferCanvas: true,
    attributionControl: false,
    minZoom: -12,
    maxZoom: 4,
    zoomSnap: 0.25,
  });
  const bounds = L.latLngBounds([data.extent[1], data.extent[0]], [data.extent[3], data.extent[2]]);
  map.fitBounds(bounds, { padding: [20, 20] });
  L.control.scale({ imperial: false, maxWidth: 200 }).addTo(map);

  const show = (feature) => {
    facts.replaceChildren();
    data.names.forEach((name, column) => {
      const term = document.createElement("dt");
      const value = document.createElement("dd");
      term.textContent = name;
      value.textContent = feature.facts[column];
      facts.append(term, value);
    });
  };
  const turned = (rings) => rings.map((ring) => ring.map(([x, y]) => [y, x]));

  if (data.picture) {
    L.imageOverlay(data.picture, bounds, { opacity: 0.85 }).addTo(map);
  }
  for (const feature of data.features) {
    const colour = data.colours[feature.colour];
    const shape = feature.point
      ? L.circleMarker([feature.point[1], feature.point[0]], {
          radius: 5, stroke: false, fillColor: colour, fillOpacity: 0.8,
        })
      : L.polygon(feature.polygons.map(turned), {
          color: "#333", weight: 1, fillColor: colour, fillOpacity: 0.75,
        });
    shape.on("click", () => show(feature)).addTo(map);
  }
})();
