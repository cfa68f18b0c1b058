// A processed call with every field that some document names, and where each must arrive.
import type { Model } from '../ujet/model.ts'
import { flag, number, text, time } from '../ujet/model.ts'

/**
 * Left out, because they arrive in another form or not on their own, and tested beside: `audio_state`, a word of a closed
 * list; `transcript_json.callUniqueId` and `transcript_json.meta.ivr_end`, which repeat what the call says itself.
 */
export const call: Model = {
  unique_id: text('vendorId'),
  timestamp: time('startedAt'),
  qualified: time('updatedAt'),
  created_at: time('details.ingestedAt'),
  duration: number('durationSeconds'),
  ivr_end: number('details.ivrEnd'),
  status: text('vendorStatus'),
  campaign: text('campaign.vendorId'),
  metadata: {
    ANI: text('from'),
    Agent: text('agent.name'),
    Direction: text('details.metadata.Direction'),
    ClientID: text('contact.externalId'),
    ClientCaptureDate: text('details.metadata.ClientCaptureDate'),
    AudioFileLocation: text('details.metadata.AudioFileLocation'),
    UDF_text_01: text('details.metadata.UDF_text_01'),
    UDF_num_01: number('details.metadata.UDF_num_01'),
  },
  tags: [0, 1].map((index) => ({
    uuid: text(`tags.${index}.vendorId`),
    label: text(`tags.${index}.label`),
    confidence: number(`tags.${index}.confidence`),
    type: text(`tags.${index}.vendorKind`),
    value: text(`tags.${index}.value`),
    package: {
      uuid: text(`tags.${index}.packageVendorId`),
      label: text(`tags.${index}.packageLabel`),
    },
  })),
  transcript_json: {
    callData: [0, 1].map((index) => ({
      from: text(`transcript.${index}.vendorSpeaker`),
      content: text(`transcript.${index}.text`),
      datetime: number(`transcript.${index}.startSeconds`),
      duration: number(`transcript.${index}.durationSeconds`),
      words: [0, 1].map((word) => ({
        value: text(`transcript.${index}.words.${word}.text`),
        start: number(`transcript.${index}.words.${word}.startSeconds`),
        length: number(`transcript.${index}.words.${word}.durationSeconds`),
        score: number(`transcript.${index}.words.${word}.score`),
      })),
    })),
    meta: {
      obfuscated: flag('details.transcriptObfuscated'),
      lang: text('language'),
      asr_model: text('details.speechModel'),
    },
  },
  in: { number: text('details.inboundLeg.number') },
  out: { number: text('details.outboundLeg.number') },
  tracking_info: { source: text('details.trackingInfo.source') },
  qualification: { label: text('details.qualification.label') },
}

/** Every documented parameter of the list. */
export const parameters = [
  'timestamp_from',
  'timestamp_to',
  'qualified_from',
  'qualified_to',
  'status',
  'order',
  'limit',
  'offset',
  'exclude',
]
