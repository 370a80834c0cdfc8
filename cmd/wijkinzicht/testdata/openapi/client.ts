// A program of somebody else against the types that openapi-typescript makes of our description: it is compiled, so that a value that
// is described as text or as anything does not pass for a number, and then run.
import createClient from 'openapi-fetch'
import type { paths } from './api.js'

export async function read(baseUrl: string): Promise<string[]> {
  const faults: string[] = []
  const client = createClient<paths>({ baseUrl })

  const trend = await client.GET('/api/v1/trend.json', { params: { query: { subject: ['moerwijk', 'nl'], indicator: ['inwoners'], year: ['2016-2024'] } } })
  const newest: number | null = trend.data!.data.at(-1)!.value
  if (newest === null || newest < 1 || trend.data!.rows !== trend.data!.data.length) faults.push(`trend: ${newest}`)

  const areas = await client.GET('/api/v1/areas.geojson', { params: { query: { indicator: ['woz', 'inwoners'], year: ['2024'], level: ['buurt'], gemeente: ['GM0268'] } } })
  const names: (string | null)[] = areas.data!.features.map(f => f.properties.name)
  if (areas.data!.type !== 'FeatureCollection' || names.length < 20) faults.push(`areas: ${names.length}`)

  const answer = await client.GET('/onderzoek/sql.json', { params: { query: { q: 'select 1 as een' } } })
  const complete: boolean = answer.data!.complete
  if (!complete || answer.data!.columns[0]!.name !== 'een') faults.push('sql')

  const mistake = await client.GET('/api/v1/trend.json', { params: { query: { indicator: ['nergens'] } } })
  const detail: string = mistake.error!.detail
  if (mistake.response.status !== 400 || !detail.includes('nergens')) faults.push(`mistake: ${detail}`)
  return faults
}
