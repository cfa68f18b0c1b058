// What Callcap knows of a caller beyond the call: the visit to the web site before it, and demographic data.
import type {
  CallcapDemographics as DemographicsRow,
  CallcapVisitor as VisitorRow,
  CallcapWebmatch as WebmatchRow,
} from '../../domain/vendors/callcap.ts'
import { builder } from '../schema/builder.ts'

const CallcapVisitor = builder.objectRef<VisitorRow>('CallcapVisitor').implement({
  description: 'The device and software of a visitor to the web site.',
  fields: (t) => ({
    deviceType: t.exposeString('deviceType', {
      pii: 'TEXT',
      description: 'The kind of device, for example `mobile`.',
    }),
    osName: t.exposeString('osName', { pii: 'TEXT', description: 'The operating system.' }),
    osVersion: t.exposeString('osVersion', { pii: 'TEXT', description: 'Its version.' }),
    browserName: t.exposeString('browserName', { pii: 'TEXT', description: 'The browser.' }),
    browserVersion: t.exposeString('browserVersion', { pii: 'TEXT', description: 'Its version.' }),
  }),
})

export const CallcapWebmatch = builder.objectRef<WebmatchRow>('CallcapWebmatch').implement({
  description: 'The visit to the web site that a call was matched to.',
  fields: (t) => ({
    searchTerm: t.exposeString('searchTerm', {
      pii: 'TEXT',
      description: 'The words the visitor searched for.',
    }),
    referrer: t.exposeString('referrer', {
      pii: 'URL',
      description:
        'The address the visitor came from, as the browser sent it and so not always a well-formed one.',
    }),
    trafficType: t.exposeString('trafficType', {
      description: 'The kind of traffic in Callcap’s word, for example `organic`.',
    }),
    callPageUrl: t.expose('callPageUrl', {
      type: 'URL',
      pii: 'URL',
      description: 'The page on which the visitor called.',
    }),
    adGroup: t.exposeString('adGroup', { description: 'The group of the advertisement.' }),
    adPlacement: t.exposeString('adPlacement', { description: 'Where the advertisement stood.' }),
    creativeId: t.exposeString('creativeId', {
      description: 'The advertisement itself, by the id of its network.',
    }),
    keywordId: t.exposeString('keywordId', { description: 'The keyword, by the id of the network.' }),
    visitor: t.expose('visitor', {
      type: CallcapVisitor,
      description: 'The visitor’s device and software.',
    }),
  }),
})

export const CallcapDemographics = builder.objectRef<DemographicsRow>('CallcapDemographics').implement({
  description:
    'Demographic data about a caller. Callcap names the six parts and shows none of them filled, so each is passed on as it comes.',
  fields: (t) => ({
    person: t.expose('person', { type: 'JSON', pii: 'TEXT', description: 'The person.' }),
    traits: t.expose('traits', {
      type: 'JSON',
      pii: 'TEXT',
      description: 'Demographic traits of the person.',
    }),
    property: t.expose('property', { type: 'JSON', pii: 'TEXT', description: 'Real estate.' }),
    addresses: t.expose('addresses', { type: ['JSON'], pii: 'TEXT', description: 'Postal addresses.' }),
    emails: t.expose('emails', { type: ['JSON'], pii: 'EMAIL', description: 'E-mail addresses.' }),
    vehicles: t.expose('vehicles', { type: ['JSON'], pii: 'TEXT', description: 'Vehicles.' }),
  }),
})
