"""Writes dorrestad.gpkg with SQLite itself, so that our reader is tested on a file that it had no hand in.

Usage: python3 gpkg.py (in this folder). Small pages make several levels of tree pages and chains of overflow pages.
Everything in it is fictional: gemeente Dorrestad (GM9901), squares of 1 km in RD New.
"""
import math
import os
import sqlite3
import struct


def ring(points):
    return struct.pack("<I", len(points)) + b"".join(struct.pack("<2d", *p) for p in points)


def blob(rings, srs=28992, multi=True):
    polygon = struct.pack("<BII", 1, 3, len(rings)) + b"".join(ring(r) for r in rings)
    xs, ys = [p[0] for r in rings for p in r], [p[1] for r in rings for p in r]
    header = b"GP" + struct.pack("<BBi4d", 0, 0b011, srs, min(xs), max(xs), min(ys), max(ys))
    return header + (struct.pack("<BII", 1, 6, 1) + polygon if multi else polygon)


def square(x, y, size=1000.0):
    return [(x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)]


def circle(x, y, radius, n):
    points = [(x + radius * math.cos(2 * math.pi * i / n), y + radius * math.sin(2 * math.pi * i / n)) for i in range(n)]
    return points + points[:1]


if os.path.exists("dorrestad.gpkg"):
    os.remove("dorrestad.gpkg")
db = sqlite3.connect("dorrestad.gpkg")
db.executescript("""
PRAGMA page_size = 512; PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT '2024-01-01T00:00:00.000Z', min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name));
CREATE TABLE keyed (a TEXT, b DOUBLE, PRIMARY KEY (a)) WITHOUT ROWID; -- a kind of table that is not read
CREATE VIEW a_view AS SELECT a FROM keyed;
CREATE VIRTUAL TABLE rtree_buurten_geom USING rtree(id, minx, maxx, miny, maxy);
CREATE TABLE "buurten" ( "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, /* the geometry, */ "geom" MULTIPOLYGON,
  buurtcode TEXT(10), [buurtnaam] TEXT DEFAULT 'a, ''(b', `wijkcode` TEXT, gemeentecode TEXT, water TEXT, "dichtheid" DOUBLE, oad DECIMAL(10, 2) CHECK (oad > -1e9));
CREATE TABLE wijken (fid INTEGER PRIMARY KEY, geom POLYGON, wijkcode TEXT, wijknaam TEXT, gemeentecode TEXT, jaar MEDIUMINT);
CREATE TABLE gemeenten (fid INTEGER PRIMARY KEY, geom GEOMETRY, gemeentecode TEXT, gemeentenaam TEXT, jrstatcode TEXT);
CREATE TABLE provincies (fid INTEGER PRIMARY KEY, geom MULTIPOLYGON, statcode TEXT);
CREATE TABLE buurt_labelpoint (fid INTEGER PRIMARY KEY, geom POINT, statcode TEXT);
CREATE INDEX code ON buurten (buurtcode);
""")
db.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?,?,?,?,?,NULL)", [
    ("undefined", -1, "NONE", -1, "undefined"), ("undefined", 0, "NONE", 0, "undefined"), ("WGS 84", 4326, "EPSG", 4326, "GEOGCS[]"),
    ("Amersfoort / RD New", 28992, "EPSG", 28992, "PROJCS[" + "x" * 900 + "]"), ("RD, by another number", 100007, "epsg", 28992, "PROJCS[]")])
for name, kind, srs in [("buurten", "MULTIPOLYGON", 28992), ("wijken", "POLYGON", 100007), ("gemeenten", "GEOMETRY", 28992), ("provincies", "MULTIPOLYGON", 28992), ("buurt_labelpoint", "POINT", 28992)]:
    db.execute("INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?,'features',?,?)", (name, name, srs))
    db.execute("INSERT INTO gpkg_geometry_columns VALUES (?,'geom',?,?,0,0)", (name, kind, srs))
db.execute("INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('keyed','attributes','keyed')")
buurt = "INSERT INTO buurten (geom, buurtcode, buurtnaam, wijkcode, gemeentecode, water, dichtheid) VALUES (?,?,?,?,'GM9901',?,?)"
for i in range(90):  # 30 of them are deleted again, which leaves free pages
    x, y = 150000.0 + 2000 * (i % 10), 460000.0 + 2000 * (i // 10)
    db.execute(buurt, (blob([square(x, y)]), f"BU9901{i // 10 + 1:02d}{i % 10:02d}", f"Zonnebuurt {i}", f"WK9901{i // 10 + 1:02d}", "NEE", i + 0.5))
db.execute("ALTER TABLE buurten ADD COLUMN indelingswijziging_wijken_en_buurten TEXT")
big = circle(200000, 460000, 5000, 1000)
db.execute(buurt.replace("dichtheid)", "dichtheid, indelingswijziging_wijken_en_buurten)").replace("?)", "?,'3')"),
           (blob([big, circle(200000, 460000, 100, 40)[::-1]]), "BU990199A1", "Grote Cirkel", "WK990199", "NEE", 2**40))
db.execute(buurt, (None, "BU99019902", "Zonder", "WK990199", "NEE", None))
db.execute(buurt, (blob([square(210000, 460000)]), "BU99019903", "Plas", "WK990199", "JA", None))
db.execute("UPDATE buurten SET fid = -5 WHERE buurtcode = 'BU99019903'")
for i in range(3):
    db.execute("INSERT INTO wijken (geom, wijkcode, wijknaam, gemeentecode, jaar) VALUES (?,?,?,'GM9901',2024)",
               (blob([square(150000.0 + 2000 * i, 460000)], 100007, False), f"WK99010{i + 1}", f"Zonnewijk {i + 1}"))
db.execute("INSERT INTO gemeenten (geom, gemeentecode, gemeentenaam, jrstatcode) VALUES (?,'GM9901','Dorrestad','2024GM9901')", (blob([square(150000, 460000, 20000)]),))
db.execute("DELETE FROM buurten WHERE buurtcode BETWEEN 'BU99010700' AND 'BU99010999'")
db.execute("INSERT INTO provincies (geom, statcode) VALUES (?,'PV99')", (blob([square(150000, 460000, 20000)]),))
db.commit()
db.close()
