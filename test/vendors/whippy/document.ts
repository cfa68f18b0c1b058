// The rows that the vendor's tools and other code show, field by field, and where each field must arrive. Left out, and
// tested by their words or numbers: directions, states, kinds, durations and flags of voicemail. Not read: a call's
// `type`, an AI agent's `updated_at`, a user's `phone` and a version's `agent_id`, for which the graph has no place.
import type { Model } from '../ujet/model.ts'
import { flag, number, text, time } from '../ujet/model.ts'

const step = 'details.sequenceStep'

export const call: Model = {
  id: text('vendorId'),
  conversation_id: text('details.conversation.vendorId'),
  contact_id: text('contact.vendorId'),
  channel_id: text('details.channel.vendorId'),
  campaign_id: text('campaign.vendorId'),
  sequence_id: text(`${step}.sequenceVendorId`),
  step_id: text(`${step}.stepVendorId`),
  step_contact_id: text(`${step}.stepContactVendorId`),
  user_id: number('details.user.vendorId'),
  from: text('from'),
  to: text('to'),
  delivery_status: text('vendorStatus'),
  body: text('transcript.0.text'),
  attachments: [
    { content_type: text('details.attachments.0.contentType'), url: text('details.attachments.0.url') },
  ],
  metadata: {
    agent_id: text('agent.vendorId'),
    analysis: { call_summary: text('summary.text') },
    other: text('details.metadata.other'),
  },
  language: text('language'),
  translated_body: text('details.translatedTranscript'),
  translation_language: text('details.translationLanguage'),
  created_at: time('startedAt'),
  updated_at: time('updatedAt'),
  inserted_at: time('details.insertedAt'),
  mode: text('details.mode'),
  call_completion_rating: text('outcome'),
}

const user = (at: string) => ({
  id: number(`${at}.vendorId`),
  name: text(`${at}.name`),
  email: text(`${at}.email`),
})

const channel = (at: string) => ({
  id: text(`${at}.vendorId`),
  name: text(`${at}.name`),
  phone: text(`${at}.phoneNumber`),
  timezone: text(`${at}.timeZone`),
  type: text(`${at}.channelType`),
  support_ai_agent: flag(`${at}.supportsAiAgent`),
})

export const aiAgent: Model = {
  id: text('vendorId'),
  name: text('name'),
  status: text('details.vendorStatus'),
  created_at: time('createdAt'),
  deleted_at: time('details.deletedAt'),
  created_by: user('details.createdBy'),
  updated_by: user('details.updatedBy'),
  deleted_by: user('details.deletedBy'),
  current_version: {
    id: text('details.currentVersion.vendorId'),
    name: text('details.currentVersion.name'),
    llm_id: text('details.currentVersion.languageModelVendorId'),
    provider_settings: {
      language: text('details.currentVersion.language'),
      voice_id: text('details.currentVersion.voiceVendorId'),
    },
  },
  organization: { name: text('details.organizationName') },
}

export const human: Model = {
  id: number('vendorId'),
  name: text('name'),
  email: text('email'),
  role: text('roles.0'),
  channels: [channel('details.channels.0')],
}

export const conversation: Model = {
  id: text('vendorId'),
  channel_id: text('details.channel.vendorId'),
  channel_type: text('vendorType'),
  contact_id: text('contact.vendorId'),
  assigned_user_id: number('agent.vendorId'),
  assigned_team_id: text('details.assignedTeamVendorId'),
  status: text('vendorStatus'),
  language: text('language'),
  unread_count: number('details.unreadCount'),
  last_message_date: time('lastMessageAt'),
  created_at: time('startedAt'),
  updated_at: time('updatedAt'),
}

export const campaign: Model = {
  id: text('vendorId'),
  title: text('name'),
  status: text('vendorStatus'),
  channels: [channel('details.channels.0')],
  created_by: user('details.createdBy'),
  updated_by: user('details.updatedBy'),
  created_at: time('createdAt'),
  updated_at: time('updatedAt'),
}
