// Whippy's own part of the graph for agents: what it tells of AI agents and users beyond the common fields, and the
// filters that only they have.
import type {
  WhippyAgentDetails as DetailsRow,
  WhippyAgentVersion as VersionRow,
} from '../../domain/vendors/whippy.ts'
import { builder } from '../schema/builder.ts'
import { Agent } from '../schema/refs.ts'
import { WhippyChannel } from './whippy-channel.ts'
import { WhippyUserRole, WhippyUserState } from './whippy-words.ts'

const WhippyAgentVersion = builder.objectRef<VersionRow>('WhippyAgentVersion').implement({
  description: 'One version of an AI agent.',
  fields: (t) => ({
    vendorId: t.exposeID('vendorId', {
      description: 'Whippy’s id of the version, for use in `WhippyCallFilter.agentVersionIds`.',
    }),
    name: t.exposeString('name', { description: 'What the version was called when it was published.' }),
    languageModelVendorId: t.exposeID('languageModelVendorId', {
      description: 'Whippy’s id of the language model.',
    }),
    language: t.exposeString('language', { description: 'The language the agent speaks, as a code.' }),
    voiceVendorId: t.exposeID('voiceVendorId', { description: 'Whippy’s id of the voice.' }),
    maxCallDurationSeconds: t.exposeFloat('maxCallDurationSeconds', {
      unit: 'seconds',
      description: 'How long a call with the agent may last.',
    }),
  }),
})

export const WhippyAgentDetails = builder.objectRef<DetailsRow>('WhippyAgentDetails').implement({
  description:
    'What Whippy tells about an AI agent or a user beyond the fields of Agent; what belongs to the other of the two is null.',
  fields: (t) => ({
    state: t.expose('state', { type: WhippyUserState, description: 'Users: where their access stands.' }),
    channels: t.expose('channels', {
      type: [WhippyChannel],
      description: 'Users: the channels they may work on.',
    }),
    vendorStatus: t.exposeString('vendorStatus', {
      unverified: 'the list of words',
      description: 'AI agents: the status in Whippy’s word.',
    }),
    currentVersion: t.expose('currentVersion', {
      type: WhippyAgentVersion,
      description: 'AI agents: the version in use.',
    }),
    organizationName: t.exposeString('organizationName', {
      description: 'AI agents: the name of the organisation.',
    }),
    createdBy: t.expose('createdBy', { type: Agent, description: 'AI agents: the user who made the agent.' }),
    updatedBy: t.expose('updatedBy', {
      type: Agent,
      description: 'AI agents: the user who changed the agent last.',
    }),
    deletedBy: t.expose('deletedBy', {
      type: Agent,
      description: 'AI agents: the user who deleted the agent.',
    }),
    deletedAt: t.expose('deletedAt', {
      type: 'DateTime',
      description: 'AI agents: when the agent was deleted, null while it exists.',
    }),
  }),
})

export const WhippyAgentFilter = builder.inputType('WhippyAgentFilter', {
  description: 'Filters for agents that only Whippy has; both leave out its AI agents.',
  fields: (t) => ({
    role: t.field({
      type: WhippyUserRole,
      description: 'The role of a user; `Agent.roles` has Whippy’s word.',
    }),
    state: t.field({ type: WhippyUserState, description: 'Where a user’s access stands.' }),
  }),
})
