// All simulators: strict, at their quotas, the same for the same seed, and with personal data that a canary marks.
import type { Simulated } from './ask.ts'
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { everyText, MINUTE, open } from './ask.ts'

interface Side {
  /** Headers that do not sign in. */
  readonly strangers: readonly Record<string, string>[]
  /** Requests in any window. */
  readonly quota: readonly [requests: number, windowMs: number]
  readonly refusal: number
  /** Wrong or undocumented parameters of the list of calls, each refused by its name. */
  readonly wrong: string
  /** The same of other lists. */
  readonly elsewhere?: string
  /** Fields with personal data, by the object around them, e.g. `agents.email`. */
  readonly personal: string
}

const SIDES: Readonly<Record<Simulated, Side>> = {
  UJET: {
    strangers: [{}, { authorization: 'Bearer x' }, { authorization: `Basic ${btoa('demo:wrong')}` }],
    quota: [1, 950],
    refusal: 422,
    wrong:
      'assigned_at[from]=2026-03-01T00:00:00Z ends_at[to]=2026-03-01T00:00:00Z lang[]=en chat_status[]=queued id=1 ' +
      '__proto__=1 constructor=1 call_status[]=foo call_status[]=requeued call_fail_reason[]=force_ended ' +
      'verified[]=yes updated_at[from]=yesterday updated_at[from]=2026-13-01T00:00:00Z updated_at[to]=1767225600 ' +
      'rating[from]=five page=0 page=1.5 per=-1 per= sort_column=agent_info sort_column=nothing ' +
      'sort_direction=up',
    elsewhere:
      '/agents?call_count[from]=1 /agents?changed_columns=status /agents?online=true /agents?__proto__=1 ' +
      '/chats?support_number[]=1 /chats?chat_type[]=Messaging%20(WhatsApp) /emails?rating[from]=1 ' +
      '/emails?email_status[]=snoozed /menus?minutes=5 /menus?with_deleted=1 /menus/tree?with_deleted=true ' +
      '/menus/tree?lang=it /teams?menu_type[]=ivr_menu /teams/tree?lang=en /campaigns?id[]=61 ' +
      '/campaigns?sort_column=id /campaigns/61/contacts?status[]=Upcoming /agents/1?with_deleted=true ' +
      '/user_statuses?id[]=1 /settings/organization?page=1 /agent_activity_logs?activity[]=call_picked_up ' +
      '/menus/sla?channel=email&minutes=5 /menus/sla?channel=call&minutes=soon',
    personal:
      'agent_info.agent_number agent_info.avatar_url agent_info.first_name agent_info.last_name ' +
      'agent_info.name agents.agent_number agents.avatar_url agents.email agents.first_name ' +
      'agents.last_name agents.middle_name assignee.agent_number assignee.avatar_url assignee.first_name ' +
      'assignee.last_name assignee.name assignees.agent_number assignees.avatar_url assignees.first_name ' +
      'assignees.last_name assignees.name calls.fail_details calls.outbound_number calls.recording_url ' +
      'contact.email contact.first_name contact.last_name contact.phone contacts.external_id ' +
      'contacts.outbound_number email_attachments.url email_threads.subject end_user.identifier ' +
      'end_user.out_contact_id experiments.note from_agent.agent_number from_agent.avatar_url ' +
      'from_agent.first_name from_agent.last_name from_agent.name in_call_sms.text photos.photo_type ' +
      'photos.url to_agent.agent_number to_agent.avatar_url to_agent.first_name to_agent.last_name ' +
      'to_agent.name videos.url wait_time_sms.text whodunnit.agent_number whodunnit.avatar_url ' +
      'whodunnit.first_name whodunnit.last_name whodunnit.name',
  },
  CALLCAP: {
    strangers: [{}, { authorization: 'Bearer x' }, { authorization: 'sandbox' }],
    quota: [5, 1000],
    refusal: 400,
    wrong:
      'foo=1 per=1 limit=1 page=0 page=x show=0 show=1001 show=x order=duration order= detail=everything ' +
      'corporate_id=x corporate_id=1,2 division_id=a location_id=1;2 campaign_id= search_range=lastyear ' +
      'search_startdate=03/09/2026 search_enddate=x search_startdate=2026-13-01 search_daysofweek=0 ' +
      'search_daysofweek=8 search_daysofweek=mon search_timezone=Mars/Olympus search_timezone=%2B05:00 ' +
      'search_duration_min=-1 search_duration_min=1.5 search_duration_max=x search_action=Answer ' +
      'search_feature=inbound conversation_type=chat search_medium=x search_major=5 search_csr=x ' +
      'search_callsaver_status=3 search_evaluation_change_status=Approved search_revenue_entered=true ' +
      'search_caller_id=abc search_destination=- search_direction=all search_direction=inbound,outbound ' +
      'search_last_modified_start=2026-03-10T09:00 search_last_modified_end=2026-03-10%2025:00 show=1&show=2',
    personal:
      'addresses.city addresses.street answers.entry browser.name browser.version caller.address ' +
      'caller.caller_id caller.city caller.class caller.name caller.state caller.zip calls.dtmf calls.notes ' +
      'calls.recording campaign.destination_number campaign.dialed_number csr.name customer.email ' +
      'customer.name demographics.age device.type emails.address extension.note os.name os.version ' +
      'person.first_name person.last_name property.type sentiment.frustrated_reason sentiment.view_reason ' +
      'summaries.text user.email user.firstname user.lastname vehicles.make webmatch.call_page ' +
      'webmatch.referrer webmatch.search',
  },
  WHIPPY: {
    strangers: [{}, { authorization: 'Bearer sandbox' }, { 'x-whippy-key': 'x' }],
    quota: [25, 1000],
    refusal: 422,
    wrong:
      'limit=0 limit=x offset=-1 timeout=14999 timeout=120001 timeout=x page=1 direction=INBOUND ' +
      '{"foo":1} {"limit":1} {"before":"2026-03-10"} {"after":"2026-03-10T09:00:00"} {"before":1} {"from":5} {"to":[]} ' +
      '{"direction":"inbound"} {"mode":"telepathy"} {"call_completion_rating":["Complete","complete"]} ' +
      '{"delivery_status":null} {"language":""} {"voicemail":"true"} {"voicemail":[true]} {"min_duration":-1} ' +
      '{"max_duration":1.5} {"max_duration":"100"} {"agent_id":301} {"agent_version_id":"x"} {"contact_id":["x"]} ' +
      '{"conversation_id":{}} {"channel_id":"1"}',
    personal:
      'address.city address.state analysis.call_summary attachments.url calls.body calls.from calls.to ' +
      'calls.translated_body contacts.birth_date contacts.email contacts.external_id contacts.first_name ' +
      'contacts.last_name contacts.name contacts.phone created_by.email created_by.name messages.body ' +
      'messages.from messages.to sentiment_hint.note updated_by.email updated_by.name users.email ' +
      'users.name users.phone',
  },
  ALLO_MEDIA: {
    strangers: [
      {},
      { authorization: 'Token wrong' },
      { authorization: 'Bearer x' },
      { authorization: 'Basic x' },
    ],
    quota: [40, 10_000],
    refusal: 400,
    wrong:
      'limit=0 limit=-1 limit=x limit= limit=201 offset=-1 offset=10001 offset=1.5 order=-timestamp order=duration ' +
      'order= status=done status=qualified,%20void exclude=transcript exclude=metadata.ANI timestamp_from=2026-03-01 ' +
      'timestamp_from=2026-03-01T00:00:00 timestamp_to=2026-03-01T00:00:00+02:00 timestamp_to=now qualified_from= ' +
      'qualified_to=2026-03-01T00:00:00.000Z qualified_to=2026-13-01T00:00:00Z limit=1&limit=2 direction=IN agent=x ' +
      'campaign=x phone=1 duration=1 lang=fr tag=x q=x page=1 per=5 sort=timestamp fields=tags include=tags ' +
      'timestamp=2026-03-01T00:00:00Z',
    personal:
      'callData.content calls.qualification emotion.note in.number metadata.ANI metadata.Agent ' +
      'metadata.AudioFileLocation metadata.ClientID metadata.UDF_text_01 out.number qualification.label ' +
      'tags.value tracking_info.keyword tracking_info.landing_page words.value',
  },
  TWIN: {
    strangers: [{}, { authorization: 'Bearer x' }, { authorization: 'Bearer e30.e30.' }],
    quota: [10, 1000],
    refusal: 400,
    wrong:
      'limit=0 limit=x limit=1001 limit= offset=-1 page=-1 page=x from=2026-03-01 from=2026-03-01T00:00:00 ' +
      'to=2026-03-01T00:00:00+00:00 field=finishedAt field= status=answered status=SCHEDULED status=ANSWERED,%20BUSY ' +
      'companyId=x taskId= format=CSV zip=maybe limit=1&limit=2 botId=1 responder=x nps=5 withoutCount=1 group=status ' +
      'offsetField=id dateField=startedAt per=1',
    personal:
      'additional.note additional.segment additional.source calls.externalId calls.linkToLog calls.markers ' +
      'calls.messagesAsString calls.phone calls.recordPath calls.shortNumber chats.clientId ' +
      'dialogResults.interested dialogResults.value markers.name messages.text users.email users.firstName ' +
      'users.lastName users.phone',
  },
}

/** Numbers of the company's own lines are personal data of nobody. */
const OWN_NUMBERS = /^(?:33180|\+13165558|316-555-70|866-555)/

/** The last two names of a path, e.g. `agents.email`. */
const placeOf = (path: readonly string[]) =>
  path
    .filter((part) => !/^\d+$/.test(part))
    .slice(-2)
    .join('.')

for (const [name, { strangers, quota, refusal, wrong, elsewhere, personal }] of Object.entries(SIDES)) {
  // Object.entries forgets the key type.
  const vendor = name as Simulated

  describe(`${vendor} simulated`, () => {
    it('refuses a request without its credentials', async () => {
      const { calls } = open(vendor)
      for (const headers of strangers) assert.equal((await calls('', { headers })).status, 401)
      assert.equal((await calls()).status, 200)
    })

    it('refuses an undocumented or malformed parameter by its name', async () => {
      const { simulator, ask, calls } = open(vendor, { lively: false })
      for (const query of wrong.split(' ')) {
        const { status, body } = await calls(query)
        const [parameter = ''] = /[a-z_[\]]+/i.exec(query) ?? []
        assert.deepEqual(
          [status, JSON.stringify(body).includes(parameter)],
          [refusal, true],
          `${query} ${JSON.stringify(body)}`,
        )
      }
      for (const path of elsewhere?.split(' ') ?? [])
        assert.equal((await ask(simulator.basePath + path)).status, refusal, path)
    })

    it('accepts its documented number of requests, and counts no refused one', async () => {
      const { calls, pass } = open(vendor, { quota: true })
      const [requests, windowMs] = quota
      await calls()
      pass(windowMs)
      for (let count = 0; count < requests; count += 1) assert.equal((await calls()).status, 200)
      assert.equal((await calls()).status, 429)
      pass(windowMs - 1)
      assert.equal((await calls()).status, 429)
      pass(1)
      assert.equal((await calls()).status, 200)
    })

    it('has the same rows for the same seed, however often it was asked', async () => {
      const [patient, curious, other] = [open(vendor), open(vendor), open(vendor, { seed: 2 })]
      const rows = ({ simulator }: typeof patient) => JSON.stringify(simulator.data.calls)
      assert.notEqual(rows(patient), rows(other))
      for (let count = 0; count < 40; count += 1) {
        curious.pass(MINUTE)
        await curious.calls()
      }
      patient.pass(40 * MINUTE)
      await patient.calls()
      assert.equal(rows(patient), rows(curious))
    })

    it('has new calls as time passes, unless it stands still', async () => {
      const [lively, still] = [open(vendor, { scale: 0.5 }), open(vendor, { scale: 0.5, lively: false })]
      const count = async ({ simulator, calls, pass }: typeof lively) => {
        const before = simulator.data.calls.length
        pass(60 * MINUTE)
        await calls()
        return simulator.data.calls.length - before
      }
      assert.ok((await count(lively)) > 10)
      assert.equal(await count(still), 0)
    })

    it('marks every personal value with the canary, and only those', () => {
      const { simulator } = open(vendor, { canary: 'CANARY7', scale: 0.5 })
      const texts = everyText(simulator.data).map(([path, text]) => ({ place: placeOf(path), text }))
      const marked = texts.filter(({ text }) => text.includes('CANARY7')).map(({ place }) => place)
      assert.deepEqual([...new Set(marked)].toSorted(), personal.split(' '))
      const expected = new Set(personal.split(' '))
      const unmarked = texts.filter(({ place, text }) => expected.has(place) && !/CANARY7|^$/.test(text))
      assert.deepEqual(
        unmarked.filter(({ text }) => !OWN_NUMBERS.test(text)),
        [],
      )
    })
  })
}
