package sandbox_test

import (
	"fmt"
	"strings"
)

// hostile lists questions that mean harm: secret is a file to read, outside a folder to write to, host a server to call.
func hostile(secret, outside, host string) []string {
	nested := strings.Repeat("(", 5000) + "1" + strings.Repeat(")", 5000)
	url := "http://" + host
	return append([]string{
		// reading files
		"select * from read_csv('" + secret + "')", "from read_csv_auto('" + secret + "')", "from '" + secret + "'", `from "` + secret + `"`,
		"select * from read_text('" + secret + "')", "select * from read_blob('" + secret + "')", "select * from read_json('" + secret + "')",
		"select * from read_parquet('" + secret + "')", "select * from parquet_metadata('" + secret + "')", "select * from parquet_kv_metadata('" + secret + "')",
		"select * from sniff_csv('" + secret + "')", "select * from glob('/*')", "select * from glob('/etc/pass*')", "select * from read_text('/etc/passwd')",
		"select * from read_text('/proc/self/environ')", "select * from read_text('/proc/1/environ')", "select * from read_text('/proc/self/maps')",
		"select * from read_blob('/dev/stdin')", "select * from read_text('/dev/zero')", "select * from read_csv('/dev/random')", "select * from read_text('file://" + secret + "')",
		"select * from read_text('../../../../../../etc/passwd')", "select * from read_duckdb('" + secret + "')", "select (select content from read_text('" + secret + "'))",
		"with t as (from read_text('" + secret + "')) select * from t", "select * from query('from read_text(''" + secret + "'')')", "select * from query_table('" + secret + "')",
		// writing
		"copy trend to '" + outside + "/a.csv'", "copy (select 1) to '" + outside + "/a.parquet' (format parquet)", "copy (select 1) to '/dev/stdout'", "export database '" + outside + "'",
		"select 1) to '" + outside + "/a' (format csv); copy (select 1", "create table t as select 1", "create temp table t as select 1", "create temp macro m() as 1",
		"insert into meta values ('a', 'b')", "update meta set value = 'x'", "delete from trend", "drop table trend", "alter table trend add column x int", "truncate trend",
		"create view v as select 1", "create schema s", "create sequence s", "create type t as enum ('a')", "comment on table trend is 'x'", "vacuum", "checkpoint", "force checkpoint", "analyze",
		// other databases, extensions, settings
		"attach '" + outside + "/a.duckdb' as a", "attach '" + secret + "' (read_only)", "attach ':memory:' as m", "detach meta", "use memory", "install httpfs", "install spatial from community",
		"load httpfs", "load '" + secret + "'", "force install json", "update extensions", "set enable_external_access = true", "set threads = 64", "set memory_limit = '100GB'",
		"set lock_configuration = false", "reset memory_limit", "set temp_directory = '" + outside + "'", "set global threads = 8", "set session allow_unsigned_extensions = true",
		"pragma enable_profiling", "pragma enable_profiling = 'json'", "pragma profiling_output = '" + outside + "/p'", "pragma memory_limit = '9GB'", "pragma database_list", "call enable_logging()",
		"call pragma_version(); select 1", "set variable x = 1", "create secret s (type s3, key_id 'a', secret 'b')", "from duckdb_secrets()", "select getenv('WIJKINZICHT_GEHEIM')", "select current_setting('home_directory')",
		// the network
		"from '" + url + "/a.parquet'", "select * from read_csv('" + url + "/a.csv')", "select * from read_text('" + url + "')", "attach '" + url + "/a.duckdb'", "from 's3://emmer/a.parquet'",
		"select * from read_json('" + url + "/x')", "copy (select 1) to '" + url + "/a.csv'", "from 'hf://datasets/a/b.csv'",
		// several statements, prepared names, transactions
		"select 1; select 2", "select 1; drop table trend", "begin; select 1; commit", "begin transaction", "rollback", "prepare p as select 1", "execute p", "deallocate p", "select 1;;select 2",
		"explain analyze copy trend to '" + outside + "/a.csv'", "explain drop table trend",
		// memory
		"select list_sum(range(2000000000))", "select length(repeat('x', 2000000000))", "select range(1000000000)", "select list_sort(range(100000000))", "select repeat(repeat('x', 100000), 100000)",
		"select string_agg(repeat('x', 1000000), '') from range(100000)", "select list(a.range) from range(100000) a, range(100000) b", "select array_agg(repeat('y', 100000)) from range(1000000)",
		"select lpad('x', 2000000000, 'y')", "select to_base64(repeat('x', 1000000000)::blob)", "select * from (select range as a, repeat('x', 10000) as b from range(10000000)) order by b, a",
		"select bitstring('1', 2000000000)", "select printf('%2000000000d', 1)", "select format('{:>2000000000}', 'x')", "select generate_series(1, 2000000000)", "select map(range(100000000), range(100000000))",
		"select count(distinct md5(range::varchar)) from range(1000000000)", "select histogram(range) from range(1000000000)", "select list_transform(range(50000000), lambda x: repeat('x', x::int))",
		// time
		"select count(*) from range(100000000000)", "with recursive t(n) as (select 1 union all select n + 1 from t) select count(*) from t", "with recursive t(n) as (select 1 union all select n from t) select max(n) from t",
		"with recursive t(n, s) as (select 1, 'x' union all select n + 1, s || s from t) select max(length(s)) from t", "select count(*) from observation a, observation b, observation c",
		"select sum(a.value * b.value) from observation a cross join observation b cross join observation c cross join observation d", "select max(md5(a.range::varchar || b.range)) from range(10000000) a, range(10000000) b",
		"select regexp_matches(repeat('a', 100000), '(a*)*b')", "select regexp_replace(repeat('ab', 10000000), '(a|ab)(c|bcd)(d*)', 'x', 'g')", "select regexp_extract_all(repeat('a', 10000000), '(a+)+$')",
		"select repeat('a', 1000000) similar to '(a|a)*b'", "select levenshtein(repeat('a', 200000), repeat('b', 200000))", "select jaccard(repeat('ab', 10000000), repeat('ba', 10000000))",
		"select count(*) from range(1000000000) where sqrt(range) = sin(range)", "select pow(2, 1023) from range(1000000000000)", "select factorial(170) from range(100000000000) where random() > 2",
		"select sum(list_sum(range(range::bigint))) from range(1000000)", "select * from range(9223372036854775807)", "select * from generate_series(timestamp '0001-01-01', timestamp '9999-01-01', interval 1 microsecond)",
		"select sleep(100)", "select pg_sleep(100)", "select count(*) from trend positional join range(100000000000)", "select count(*) from trend t, lateral (select count(*) from range(t.year * 100000000))",
		// the parser
		"select " + nested, "select " + strings.Repeat("1+", 200000) + "1", "select " + strings.Repeat("not ", 20000) + "true", strings.Repeat("select * from (", 2000) + "select 1" + strings.Repeat(")", 2000),
		"select " + strings.Repeat("case when true then ", 3000) + "1" + strings.Repeat(" end", 3000), "select " + strings.Repeat("[", 3000) + strings.Repeat("]", 3000), "select '" + strings.Repeat("x", 1_000_000) + "'",
		"select " + strings.Repeat("a,", 100000) + "a", "with " + strings.Repeat("a as (select 1), ", 20000) + "b as (select 1) select * from b", "select 1 where 1 in (" + strings.Repeat("1,", 300000) + "1)",
		// unicode, comments, nothing at all
		"", " ", ";", "-- niets", "/* niets", "/* */", "select 'x", "select $$", "select '\x00'", "select \x00", "\xff\xfe", "ſelect 1", "select　1；drop table trend", "sel/**/ect 1", "select 1 /* ; drop table trend */; drop table trend --",
		"\u202eselect 1", "select '\u202e'; attach 'a'", "𝓼𝓮𝓵𝓮𝓬𝓽 1", "select $1", "select ?", "select $naam", "hoeveel inwoners heeft Moerwijk?",
		// wide
		"select * from trend a, trend b, trend c, trend d", "select columns(*), columns(*), columns(*) from trend", "select unnest(range(100000000))", "select " + wide(5000), "summarize observation",
	}, sweep(secret, outside)...)
}

func wide(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%d as k%d, ", i, i)
	}
	return b.String() + "0"
}

// sweep puts one file in every place where DuckDB takes a name.
func sweep(secret, outside string) []string {
	var out []string
	for _, f := range []string{"read_csv", "read_json_auto", "read_ndjson", "read_json_objects", "read_xlsx", "parquet_scan", "parquet_schema", "parquet_file_metadata", "parquet_bloom_probe", "sqlite_scan", "postgres_scan", "iceberg_scan", "delta_scan", "st_read"} {
		out = append(out, "select * from "+f+"('"+secret+"')", "select * from "+f+"(['"+secret+"', '/etc/passwd'])")
	}
	for _, format := range []string{"csv", "json", "parquet"} {
		out = append(out, "copy trend to '"+outside+"/b' (format "+format+")", "copy trend from '"+secret+"' (format "+format+")")
	}
	return out
}
