"use strict";
// Puts the map on the page, makes tables sortable and filterable, and follows links to areas. Without it the page is
// whole but for that: it draws the map as a picture and gives every number as text.
(() => {
  const byId = (id) => document.getElementById(id);

  /** Rows of areas by code. They give up their ids, which would make the browser scroll to them and past the map. */
  const rows = new Map();
  for (const row of document.querySelectorAll("tr[id]")) {
    rows.set(row.id, row);
    row.dataset.code = row.id;
    row.removeAttribute("id");
  }
  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // ---- Tables -------------------------------------------------------------------------------------------------------

  /** What a cell sorts by: its number, -1 for "fewer than", after everything for what is not given. */
  const sortKey = (cell) => {
    const text = cell.textContent.trim();
    if (text === "" || text === "–" || text === "withheld") return null;
    if (text.startsWith("fewer than")) return -1;
    const number = Number.parseFloat(text.replaceAll(",", ""));
    return /^-?[\d,.]+/.test(text) && !Number.isNaN(number) ? number : text;
  };

  const compare = (a, b) => {
    if (a === null || b === null) return (a === null) - (b === null);
    if (typeof a === "number" && typeof b === "number") return a - b;
    return String(a).localeCompare(String(b), "en-GB", { numeric: true });
  };

  const sortBy = (table, column, heading) => {
    const descending = heading.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.setAttribute("aria-sort", "none");
    heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const body = table.tBodies[0];
    const rows = Array.from(body.rows, (row) => ({ row, key: sortKey(row.cells[column]) }));
    rows.sort((a, b) => (descending && a.key !== null && b.key !== null ? compare(b.key, a.key) : compare(a.key, b.key)));
    body.append(...rows.map(({ row }) => row));
  };

  const makeSortable = (table) => {
    Array.from(table.tHead.rows[0].cells).forEach((heading, column) => {
      const button = make("button", { type: "button", textContent: heading.textContent });
      heading.replaceChildren(button);
      heading.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => sortBy(table, column, heading));
    });
  };

  const addFilters = (table, place) => {
    const choices = [];
    const shown = make("span", { className: "quiet" });
    shown.setAttribute("role", "status");
    const apply = () => {
      let count = 0;
      for (const row of table.tBodies[0].rows) {
        row.hidden = choices.some(({ column, select }) => select.value && row.cells[column].textContent !== select.value);
        count += row.hidden ? 0 : 1;
      }
      shown.textContent = `${count.toLocaleString("en-GB")} of ${table.tBodies[0].rows.length.toLocaleString("en-GB")} areas`;
    };
    Array.from(table.tHead.rows[0].cells).forEach((heading, column) => {
      if (!heading.dataset.key) return;
      const values = new Set(Array.from(table.tBodies[0].rows, (row) => row.cells[column].textContent).filter(Boolean));
      const select = make("select", {}, make("option", { value: "", textContent: "all" }));
      for (const value of [...values].sort()) select.append(make("option", { value, textContent: value }));
      select.addEventListener("change", apply);
      choices.push({ column, select });
      place.append(make("label", {}, `${heading.textContent} `, select));
    });
    if (choices.length === 0) return;
    place.append(shown);
    place.hidden = false;
    apply();
  };

  // ---- Map ----------------------------------------------------------------------------------------------------------

  const colours = getComputedStyle(document.documentElement);
  const colour = (name) => colours.getPropertyValue(`--${name}`).trim();

  const hatch = () => {
    const tile = make("canvas", { width: 8, height: 8 });
    const pen = tile.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, 8, 8);
    pen.strokeStyle = colour("hatch");
    pen.lineWidth = 1.6;
    pen.beginPath();
    for (const shift of [-8, 0, 8]) {
      pen.moveTo(shift - 1, 9);
      pen.lineTo(shift + 9, -1);
    }
    pen.stroke();
    return pen.createPattern(tile, "repeat");
  };

  /** Rings of one area as [northing, easting] in metres, from differences of grid units. */
  const decode = (rings, unit) => rings.map((ring) => {
    const points = [];
    for (let i = 0, x = 0, y = 0; i < ring.length; i += 2) {
      x += ring[i];
      y += ring[i + 1];
      points.push([y * unit, x * unit]);
    }
    return points;
  });

  /** A canvas that also writes: names in the background, and letters into areas that are large enough. */
  const LabelledCanvas = L.Canvas.extend({
    _draw() {
      L.Canvas.prototype._draw.call(this);
      const pen = this._ctx;
      const pixel = (at) => this._map.latLngToLayerPoint(at);
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      pen.lineJoin = "round";
      const letters = this.options.letters
        .filter(({ room }) => pixel(room.getNorthEast()).x - pixel(room.getSouthWest()).x >= 14)
        .map((letter) => ({ ...letter, point: pixel(letter.at) }));
      pen.font = "600 15px system-ui, sans-serif";
      pen.lineWidth = 4;
      pen.strokeStyle = "#fff";
      pen.fillStyle = colour("ink");
      const taken = [];
      for (const { at, text, room } of this.options.names) {
        const reach = pen.measureText(text).width / 2;
        const point = this._freePlace(pixel(at), reach, room, letters);
        // Names that lie on each other cannot be read: the first stays, more appear as the map grows.
        if (taken.some((other) => Math.abs(other.point.x - point.x) < other.reach + reach + 10 && Math.abs(other.point.y - point.y) < 18)) continue;
        taken.push({ point, reach });
        pen.strokeText(text, point.x, point.y);
        pen.fillText(text, point.x, point.y);
      }
      pen.font = "700 14px system-ui, sans-serif";
      for (const { point, text, ink } of letters) {
        pen.fillStyle = ink;
        pen.fillText(text, point.x, point.y);
      }
    },
    /** Near `start` and inside its own district, where a name hides the fewest letters. */
    _freePlace(start, reach, room, letters) {
      const hidden = (p) => letters.filter(({ point }) => Math.abs(point.x - p.x) < reach + 8 && Math.abs(point.y - p.y) < 16).length;
      const inside = (p) => [-reach, 0, reach].every((x) => room._containsPoint(p.add([x, 0])));
      let best = start;
      if (!room || hidden(best) === 0) return best;
      for (const y of [24, -24, 48, -48, 72, -72, 96, -96]) {
        for (const x of [0, 40, -40, 80, -80]) {
          const place = start.add([x, y]);
          if (hidden(place) < hidden(best) && inside(place)) best = place;
        }
      }
      return best;
    },
  });

  const NorthArrow = L.Control.extend({
    onAdd() {
      const holder = L.DomUtil.create("div", "north-arrow");
      holder.innerHTML = '<svg width="30" height="46" role="img" aria-label="North is up"><text x="15" y="13">N</text>' +
        '<path d="M15 18l9 26-9-6-9 6z" fill="currentColor"/></svg>';
      return holder;
    },
  });

  /** The cells of an area's row with their headings: the same facts as the table's. */
  const showFacts = (row) => {
    const panel = byId("facts");
    if (!panel || !row) return;
    const headings = Array.from(row.closest("table").tHead.rows[0].cells, (cell) => cell.textContent);
    const list = make("dl");
    Array.from(row.cells).slice(1).forEach((cell, i) => {
      const text = cell.textContent.trim();
      if (text) {
        list.append(make("dt", { textContent: headings[i + 1] }), make("dd", { textContent: text }));
      }
    });
    panel.replaceChildren(make("h3", { textContent: row.cells[0].textContent }), list);
    panel.hidden = false;
  };

  const startMap = (data) => {
    const holder = byId("map");
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    document.documentElement.classList.add("with-map");
    holder.hidden = false;
    holder.setAttribute("role", "application");
    holder.setAttribute("aria-label", "Map. Arrow keys move it, plus and minus zoom. The table gives the same facts.");
    // Buttons and arrow stand above the areas, the scale below them: none hides an area.
    const above = 68;
    const below = 34;
    const setHeight = () => {
      const height = holder.clientWidth * data.size[1] / data.size[0] + above + below;
      holder.style.height = `${Math.max(280, Math.min(height, 720, innerHeight * 0.72))}px`;
    };
    setHeight();
    const letters = [];
    const names = [];
    const renderer = new LabelledCanvas({ letters, names, padding: 0.3 });
    const map = L.map(holder, {
      crs: L.CRS.Simple, renderer, minZoom: -12, maxZoom: 3, zoomSnap: 0.25, zoomDelta: 0.75, attributionControl: false,
      zoomAnimation: !still, fadeAnimation: !still, inertia: !still, scrollWheelZoom: false, maxBoundsViscosity: 1,
    });
    const [width, height] = data.size.map((side) => side * data.unit);
    const whole = L.latLngBounds([0, 0], [height, width]);
    const fit = () => {
      map.setMinZoom(-12).setMaxBounds(null);
      map.options.zoomSnap = 0;
      map.fitBounds(whole, { paddingTopLeft: [10, above], paddingBottomRight: [10, below], animate: false });
      map.options.zoomSnap = 0.25;
      map.setMinZoom(map.getZoom() - 0.5).setMaxBounds(whole.pad(0.6));
    };
    fit();
    const stripes = hatch();
    // Districts drawn as areas need their border where a neighbour has the same class.
    const border = data.names && !data.background ? { color: colour("ink"), weight: 1.6 } : { color: "#7f94a3", weight: 0.5 };
    const place = (list, i) => [list[2 * i + 1] * data.unit, list[2 * i] * data.unit];
    const areas = new Map();
    data.outlines.forEach((rings, i) => {
      const style = Number(data.styles[i]);
      const area = L.polygon(decode(rings, data.unit), {
        ...border, fillOpacity: 1, fillColor: style === 0 ? stripes : colour(`s${style}`), smoothFactor: 0.6,
      }).addTo(map);
      area.on("click", () => choose(data.ids[i], true));
      areas.set(data.ids[i], area);
      const letter = data.letters[style];
      if (letter) letters.push({ at: place(data.labels, i), text: letter, ink: style === 4 || style === 5 ? "#fff" : colour("ink"), room: area.getBounds() });
    });
    const districts = (data.background?.outlines ?? []).map((rings) =>
      L.polygon(decode(rings, data.unit), { color: colour("ink"), weight: 1.6, fill: false, interactive: false }).addTo(map));
    if (data.names && data.names.length <= 40) {
      const points = (data.background ?? data).labels;
      data.names.forEach((text, i) => names.push({ at: place(points, i), text, room: districts[i] }));
    }
    L.control.scale({ imperial: false, maxWidth: 150, position: "bottomleft" }).addTo(map);
    new NorthArrow({ position: "topright" }).addTo(map);

    let ring = null;
    const mark = (code, follow) => {
      if (ring) ring.remove();
      ring = null;
      const area = areas.get(code);
      if (!area) return;
      ring = L.polygon(area.getLatLngs(), { color: "#b35900", weight: 3.5, fill: false, interactive: false }).addTo(map);
      if (follow) map.fitBounds(area.getBounds().pad(3), { animate: !still, maxZoom: map.getMaxZoom() });
    };
    const choose = (code, tapped) => {
      const row = rows.get(code);
      mark(code, !tapped);
      showFacts(row);
      if (tapped && row) history.replaceState(null, "", `#${encodeURIComponent(code)}`);
    };

    const find = byId("find");
    for (const code of data.ids) {
      const row = rows.get(code);
      if (row) find.append(make("option", { value: code, textContent: `${row.cells[0].textContent} (${code})` }));
    }
    find.addEventListener("change", () => find.value && choose(find.value, false));
    find.parentElement.hidden = false;
    let shownWidth = holder.clientWidth;
    addEventListener("resize", () => {
      if (holder.clientWidth === shownWidth || holder.clientWidth === 0) return;
      shownWidth = holder.clientWidth;
      setHeight();
      map.invalidateSize({ animate: false });
      fit();
    });
    holder.addEventListener("focus", () => map.scrollWheelZoom.enable());
    holder.addEventListener("blur", () => map.scrollWheelZoom.disable());
    return { choose, has: (code) => areas.has(code) };
  };

  // ---- The page -----------------------------------------------------------------------------------------------------

  const areaTable = document.querySelector("table.areas");
  if (areaTable) addFilters(areaTable, document.querySelector(".filters"));
  document.querySelectorAll("table[data-sortable]").forEach(makeSortable);

  const data = byId("map-data");
  const map = data ? startMap(JSON.parse(data.textContent)) : null;

  /** "#E01…": the area on the map with its facts; without a map of it, its row. */
  const follow = () => {
    const code = decodeURIComponent(location.hash.slice(1));
    const row = rows.get(code);
    if (!row) return;
    document.querySelectorAll("tr.chosen").forEach((other) => other.classList.remove("chosen"));
    row.classList.add("chosen");
    const isOnMap = map !== null && map.has(code);
    row.closest("details").open = !isOnMap;
    if (isOnMap) {
      map.choose(code, false);
      document.querySelector(".map-block").scrollIntoView({ block: "start" });
    } else {
      row.scrollIntoView({ block: "center" });
    }
  };
  addEventListener("hashchange", follow);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    // What is folded cannot be jumped to.
    const folder = link && byId(link.hash.slice(1))?.closest("details");
    if (folder) folder.open = true;
    const code = link && decodeURIComponent(link.hash.slice(1));
    if (!code || !rows.has(code)) return;
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    follow();
  });
  follow();

  // Print everything: what is folded is opened, and folded again afterwards.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = Array.from(document.querySelectorAll("details:not([open])"));
    folded.forEach((section) => { section.open = section.id !== "every-number"; });
  });
  addEventListener("afterprint", () => folded.forEach((section) => { section.open = false; }));
})();
