// Reads the description of the API of a server as others do: holds it against the rules of Redocly, makes a client of it and compiles
// and runs that, calls every operation with its examples and holds each answer, and each refusal, against its schema with Ajv. It
// prints what was wrong, and how many operations were called.
import { writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import Ajv from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import createClient from 'openapi-fetch'
import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'

const base = process.argv[2]
const faults = []
const text = await (await fetch(`${base}/api/v1/openapi.json`)).text()
const api = JSON.parse(text)

for (const p of await lintFromString({ source: text, absoluteRef: 'openapi.json', config: await createConfig({ extends: ['recommended'] }) })) {
  faults.push(`redocly: ${p.ruleId}: ${p.message} (${p.location[0]?.pointer})`)
}

writeFileSync('api.d.ts', astToString(await openapiTS(text)))
const program = ts.createProgram(['client.ts'], { strict: true, skipLibCheck: true, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, target: ts.ScriptTarget.ES2022, lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'], types: [] })
for (const d of [...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics]) {
  faults.push(`client.ts: ${ts.flattenDiagnosticMessageText(d.messageText, ' ')}`)
}
if (faults.length === 0) faults.push(...await (await import(`${process.cwd()}/client.js`)).read(base))

const ajv = addFormats(new Ajv({ strict: false, allErrors: true }))
ajv.addSchema({ $id: 'api', ...api }, undefined, false, false)
const pointer = parts => 'api#/' + parts.map(p => encodeURIComponent(p.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')
function valid(what, value, ...parts) {
  const holds = ajv.getSchema(pointer(parts))
  if (!holds?.(value)) faults.push(`${what}: ${JSON.stringify(holds?.errors?.slice(0, 3) ?? parts)}`)
}
// The values of an example's address as a generated client is given them.
function query(example, parameters) {
  const out = {}
  for (const [name, value] of new URL(example, base).searchParams) {
    const schema = parameters.find(p => p.name === name)?.schema
    if (!schema) faults.push(`${example}: ${name} is not described`)
    out[name] = schema?.type.includes('array') ? value.split(',') : schema?.type.includes('integer') ? Number(value) : value
  }
  return out
}
async function refused(what, status, path, init) {
  const r = await fetch(base + path, init)
  const ref = api.paths[new URL(path, base).pathname].get.responses[status]?.$ref?.split('/').at(-1)
  if (r.status !== status || !ref) return faults.push(`${what} gives ${r.status}, not ${status}`)
  valid(what, await r.json(), 'components', 'responses', ref, 'content', r.headers.get('content-type').split(';')[0], 'schema')
}

const client = createClient({ baseUrl: base })
let called = 0
for (const [path, { get }] of Object.entries(api.paths)) {
  const parameters = get.parameters ?? []
  called++
  for (const example of get['x-examples']) {
    const { response: r, data, error } = await client.GET(path, { params: { query: query(example, parameters) }, parseAs: 'arrayBuffer' })
    const type = r.headers.get('content-type')?.split(';')[0]
    const content = get.responses['200'].content
    if (r.status !== 200 || !content[type]) {
      faults.push(`${example}: ${r.status} ${type} ${JSON.stringify(error)}`)
      continue
    }
    for (const name of Object.keys(get.responses['200'].headers ?? {})) {
      if (name !== 'Link' && !r.headers.has(name)) faults.push(`${example}: no ${name}`)
    }
    const bytes = Buffer.from(data)
    if (type.endsWith('json')) valid(example, JSON.parse(bytes), 'paths', path, 'get', 'responses', '200', 'content', type, 'schema')
    else if (path.endsWith('.parquet') && bytes.subarray(-4).toString() !== 'PAR1') faults.push(`${example}: no Parquet`)
    else if (path.endsWith('.csv.gz') && !gunzipSync(bytes).includes(',')) faults.push(`${example}: no CSV`)
  }
  await refused(`POST ${path}`, 405, path, { method: 'POST' })
  if (parameters.some(p => p.name === 'revision')) await refused(`${path} of a revision that is gone`, 410, `${path}?revision=ffffffffffff`)
  if (parameters.some(p => p.name === 'limit')) await refused(`${path} beyond the bound`, 400, `${path}?limit=0`)
}
console.log(JSON.stringify({ called, faults }))
