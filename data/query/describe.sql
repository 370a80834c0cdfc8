select kind, name, coalesce(comment, '') from (
    select 1 as place, 'tabel' as kind, table_name as name, comment from duckdb_tables()
    union all select 2, 'view', view_name, comment from duckdb_views() where not internal
    union all select 3, 'macro', function_name, any_value(comment) from duckdb_functions()
        where not internal and function_type = 'table_macro' group by function_name)
order by place, name
