// Asks each question of a JSON list on the database in a file, or on one in memory, with the DuckDB of a package, and gives its version,
// and per question the number of its rows or what was wrong.
import { readFileSync } from 'node:fs'

const [name, file] = process.argv.slice(2)
const { DuckDBInstance, version } = await import(name)
const database = await DuckDBInstance.create(file ?? ':memory:', file && { access_mode: 'READ_ONLY' })
const connection = await database.connect()
const answers = []
for (const question of JSON.parse(readFileSync(0, 'utf8'))) {
  try {
    answers.push({ rows: (await connection.runAndReadAll(question)).getRows().length })
  } catch (e) {
    answers.push({ fault: String(e) })
  }
}
console.log(JSON.stringify({ version: version(), answers }))
