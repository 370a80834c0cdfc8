with keyed as (
    select table_name, unnest(constraint_column_names) as column_name from duckdb_constraints() where constraint_type = 'PRIMARY KEY'
)
select kind, name, column_name, case when data_type like 'ENUM%' then 'VARCHAR' else data_type end, required, keyed, coalesce(comment, ''),
    case when data_type like 'ENUM%' then data_type else '' end from (
    select case when t.table_name is null then 'view' else 'tabel' end as kind, c.table_name as name, c.column_name, c.data_type,
        not c.is_nullable as required, k.column_name is not null as keyed, c.comment, c.column_index as place
    from duckdb_columns() c left join duckdb_tables() t on t.table_name = c.table_name
    left join keyed k on k.table_name = c.table_name and k.column_name = c.column_name
    where not c.internal
    union all
    select 'macro', function_name, unnest(parameters), '', true, false, null, generate_subscripts(parameters, 1)
    from duckdb_functions() where not internal and function_type = 'table_macro')
order by name, kind, place
