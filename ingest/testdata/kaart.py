"""Writes kaart.gpkg with SQLite itself: a map of 2024 with key figures in two layers, as CBS names them. All of it is fictional.

Usage: python3 kaart.py (in this folder).
"""
import os
import sqlite3
import struct


def square(x, y, size):
    points = [(x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)]
    ring = struct.pack("<I", len(points)) + b"".join(struct.pack("<2d", *p) for p in points)
    polygon = struct.pack("<BII", 1, 3, 1) + ring
    header = b"GP" + struct.pack("<BBi4d", 0, 0b011, 28992, x, x + size, y, y + size)
    return header + struct.pack("<BII", 1, 6, 1) + polygon


if os.path.exists("kaart.gpkg"):
    os.remove("kaart.gpkg")
db = sqlite3.connect("kaart.gpkg")
db.executescript("""
PRAGMA page_size = 1024; PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z TINYINT, m TINYINT);
CREATE TABLE wijken (fid INTEGER PRIMARY KEY, geom MULTIPOLYGON, wijkcode TEXT, wijknaam TEXT, jaar INTEGER, gemeentecode TEXT, water TEXT,
  aantal_inwoners INTEGER, gemiddelde_woningwaarde INTEGER, percentage_koopwoningen INTEGER);
CREATE TABLE buurten (fid INTEGER PRIMARY KEY, geom MULTIPOLYGON, buurtcode TEXT, buurtnaam TEXT, wijkcode TEXT, jaar INTEGER, gemeentecode TEXT,
  water TEXT, indelingswijziging_wijken_en_buurten INTEGER, aantal_inwoners INTEGER, gemiddelde_huishoudsgrootte REAL);
INSERT INTO gpkg_spatial_ref_sys VALUES ('RD', 28992, 'EPSG', 28992, '');
INSERT INTO gpkg_contents VALUES ('wijken', 'features', 28992), ('buurten', 'features', 28992);
INSERT INTO gpkg_geometry_columns VALUES ('wijken', 'geom', 'MULTIPOLYGON', 28992, 0, 0), ('buurten', 'geom', 'MULTIPOLYGON', 28992, 0, 0);
""")
db.execute("INSERT INTO wijken VALUES (1,?,'WK990101','Zonnewijk',2024,'GM9901','NEE',1210,305,-99997)", (square(150000, 460000, 2000),))
db.execute("INSERT INTO buurten VALUES (1,?,'BU99010101','Zonnewijk Noord','WK990101',2024,'GM9901','NEE',1,710,2.1)", (square(150000, 460000, 1000),))
db.execute("INSERT INTO buurten VALUES (2,?,'BU99010102','Zonnewijk Zuid','WK990101',2024,'GM9901','NEE',3,500,NULL)", (square(151000, 460000, 1000),))
db.execute("INSERT INTO buurten VALUES (3,?,'BU99010199','Plas','WK990101',2024,'GM9901','JA',1,-99995,-99995)", (square(150000, 461000, 1000),))
db.commit()
db.execute("VACUUM")
db.close()
