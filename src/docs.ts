// The docs that people are led to.
import type { Doc } from './door/pages.ts'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

const FOLDER = new URL('../docs/', import.meta.url)

/** Empty where only the sources were deployed. */
export function loadDocs(): readonly Doc[] {
  if (!existsSync(FOLDER)) return []
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.md'))
  return files
    .toSorted()
    .map((file) => ({ name: file.replace('.md', ''), text: readFileSync(new URL(file, FOLDER), 'utf8') }))
}
