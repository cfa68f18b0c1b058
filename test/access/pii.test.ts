// Personal data is marked wherever UJET's document says that a field may hold some, and a mark has its consequences.
import type { DirectiveNode } from 'graphql'
import type { Mark } from '../support/marks.ts'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { buildSchema, isEnumType, isInputObjectType, isNullableType, isObjectType } from 'graphql'
import { createSchema } from '../../src/schema.ts'
import { printSubgraph } from '../../src/graphql/schema/sdl.ts'
import { PII_KINDS } from '../../src/domain/viewer.ts'
import { ROOT_FOLDER } from '../print/print.ts'
import { marksOf } from '../support/marks.ts'

const schema = createSchema()
const marks = marksOf(schema)
const places = new Set(marks.map(({ place }) => place))

const PEOPLE = {
  name: 'Agent.name',
  last_name: 'Agent.lastName',
  first_name: 'Agent.firstName',
  agent_number: 'Agent.agentNumber',
}

const { agent_number: _, ...NAMES } = PEOPLE

const SESSION = {
  ...under('agent_info', NAMES),
  'end_user.id': 'Contact.vendorId',
  'end_user.identifier': 'Contact.externalId',
  'end_user.out_contact_id': 'Contact.crmId',
  'photos[].id': 'Photo.vendorId',
  'photos[].photo_type': 'Photo.vendorType',
  'photos[].url': 'Photo.url',
  'videos[].id': 'Video.vendorId',
  'videos[].url': 'Video.url',
  ...under('transfers[].from_agent', NAMES),
  ...under('transfers[].to_agent', NAMES),
  // `user_id` is flagged too. Ids of agents are shown everywhere, e.g. as `Call.agent { id }`.
  'participants[].end_user_id': 'Contact.id',
}

/** What the document flags as possible personal data, and where it stands in the graph. */
const FLAGGED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  agent: {
    email: 'Agent.email',
    first_name: 'Agent.firstName',
    middle_name: 'Agent.middleName',
    last_name: 'Agent.lastName',
  },
  'agent activity log': under('whodunnit', NAMES),
  call: SESSION,
  chat: SESSION,
  email: {
    ...under('agent_info', PEOPLE),
    'end_user.identifier': 'Contact.externalId',
    'email_attachments[].url': 'EmailAttachment.url',
    'email_threads[].subject': 'EmailThread.subject',
    ...under('transfers[].from_agent', PEOPLE),
    ...under('transfers[].to_agent', PEOPLE),
  },
  menu: {
    ...under('agent_assignments[].assignee', NAMES),
    ...under('team_assignments[].team.assignees', NAMES),
  },
  team: under('assignees', PEOPLE),
}

/** Not flagged in the document, and personal in practice. */
const PERSONAL_IN_PRACTICE = [
  'Agent.avatarUrl',
  'Call.recordingUrl',
  'UjetCallDetails.failDetails',
  'UjetCallDetails.inCallSms',
  'UjetCallDetails.outboundNumber',
  'UjetCallDetails.waitTimeSms',
  'CampaignContact.name',
  'CampaignContact.email',
  'CampaignContact.phone',
]

function under(parent: string, fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields).map(([key, place]) => [`${parent}.${key}`, place]))
}

for (const [type, flagged] of Object.entries(FLAGGED)) {
  test(`every field that the document flags in its ${type} table is marked`, () => {
    const unmarked = Object.entries(flagged).filter(([, place]) => !places.has(place))
    assert.deepEqual(unmarked, [])
  })
}

test('fields that are personal in practice are marked', () => {
  assert.deepEqual(
    PERSONAL_IN_PRACTICE.filter((place) => !places.has(place)),
    [],
  )
})

test('every marked field can be null, so that it can be withheld', () => {
  const fields = marks.filter(({ where }) => where === 'FIELD')
  assert.deepEqual(placesOf(fields.filter(({ type }) => !isNullableType(type))), [])
})

test('every mark has a known kind, and its description names it', () => {
  const kinds: ReadonlySet<string> = new Set(PII_KINDS)
  const untold = marks.filter(
    ({ kind, description }) =>
      !kinds.has(kind) ||
      !new RegExp(`Personal data \\(${kind.toLowerCase()}( at [^)]+)?\\)\\.$`).test(description ?? ''),
  )
  assert.deepEqual(placesOf(untold), [])
})

test('schema/pii.md lists every mark', () => {
  const text = readFileSync(new URL('schema/pii.md', ROOT_FOLDER), 'utf8')
  const listed = [...text.matchAll(/^\| `(\S+)` +\| (\w+).* \|$/gm)].map(
    ([, place, kind]) => `${place} ${kind}`,
  )
  assert.deepEqual(listed.toSorted(), marks.map(({ place, kind }) => `${place} ${kind}`).toSorted())
})

test('routers see tags on marked parts, on types of such parts alone, and on parts that need such a type', () => {
  const sdl = buildSchema(printSubgraph(schema), { assumeValid: true })
  const tagged = Object.values(sdl.getTypeMap()).flatMap((type) => [
    ...tagsOf([type]),
    ...(isEnumType(type) ? tagsOf(type.getValues(), `${type.name}.`) : []),
    ...(isInputObjectType(type) || isObjectType(type)
      ? Object.values(type.getFields()).flatMap((field) => [
          ...tagsOf([field], `${type.name}.`),
          ...('args' in field ? tagsOf(field.args, `${type.name}.${field.name}.`) : []),
        ])
      : []),
  ])
  const marked = new Set(placesOf(marks))
  assert.deepEqual(
    [...marked].filter((place) => !tagged.includes(place)),
    [],
  )
  assert.deepEqual(
    tagged.filter((place) => !marked.has(place)).toSorted(),
    [
      // Every part is marked.
      'CallcapDemographics CallcapRequester CallcapUser CallcapVisitor Contact Photo Video',
      'CampaignContactOrder CampaignContactOrderField',
      // They need one of those types.
      'Call.contact Call.photos Call.videos Chat.contact Chat.photos Chat.videos Email.contact Participant.contact',
      'CallcapCallDetails.demographics CallcapCallsaver.user CallcapChangeRequest.requester CallcapWebmatch.visitor',
      'Campaign.contacts.orderBy CampaignContactOrder.field',
    ]
      .flatMap((line) => line.split(' '))
      .toSorted(),
  )
})

interface Tagged {
  readonly name: string
  readonly astNode?: { readonly directives?: readonly DirectiveNode[] | undefined } | null | undefined
}

function tagsOf(some: readonly Tagged[], owner = ''): readonly string[] {
  return some
    .filter(({ astNode }) => astNode?.directives?.some(({ name }) => name.value === 'tag'))
    .map(({ name }) => owner + name)
}

test('every global id of a contact, the only id that is personal, is marked', () => {
  const { id, vendorId } = Object.fromEntries(
    marks
      .filter(({ place }) => place.startsWith('Contact.'))
      .map(({ place, kind }) => [place.replace('Contact.', ''), kind]),
  )
  assert.deepEqual([id, vendorId], ['ID', 'ID'])
  const filters = placesOf(marks).filter((place) => place.endsWith('Filter.contactIds'))
  assert.deepEqual(filters, ['CallFilter.contactIds', 'ChatFilter.contactIds', 'EmailFilter.contactIds'])
})

function placesOf(some: readonly Mark[]): readonly string[] {
  return some.map(({ place }) => place)
}
