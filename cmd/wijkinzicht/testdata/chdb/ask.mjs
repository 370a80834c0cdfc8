// Loads an export into a ClickHouse that lives in this process and in a folder, and asks the questions that lie in it; gives the version, how
// many tables have a comment, and per question its rows, one a line.
import { readdirSync, readFileSync } from 'node:fs'
import { Session } from 'chdb'

const [folder, store] = process.argv.slice(2)
const session = new Session(store)
const read = (name) => readFileSync(`${folder}/${name}`, 'utf8')
const each = (name) => read(name).split(';\n').filter((text) => text.trim()).forEach((text) => session.query(text))

session.query('create database wijkinzicht')
session.query('use wijkinzicht')
each('schema.sql')
each('schema-verdeeld.sql')
for (const line of read('tabellen.tsv').trim().split('\n')) {
  const table = line.split('\t')[0]
  session.query(`insert into ${table} from infile '${folder}/tabel/${table}.csv' format CSVWithNames`)
}
each('toelichting.sql')
const ask = (question, format) => session.query(`${question}\nsettings output_format_json_quote_64bit_integers = 0`, format)
console.log(JSON.stringify({
  version: ask('select version()', 'TSV').trim(),
  described: Number(ask("select count() from system.tables where database = 'wijkinzicht' and comment <> ''", 'TSV')),
  answers: readdirSync(`${folder}/vraag`).sort().map((file) => ask(read(`vraag/${file}`), 'JSONEachRow')),
}))
