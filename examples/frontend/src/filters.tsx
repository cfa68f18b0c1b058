import type { CallDirection, CallFilter, CallStatus } from './gql/graphql.ts'

const STATUSES: readonly CallStatus[] = ['QUEUED', 'IN_PROGRESS', 'COMPLETED', 'MISSED', 'VOICEMAIL']
const DIRECTIONS: readonly CallDirection[] = ['INBOUND', 'OUTBOUND']

interface Props {
  readonly chosen: CallFilter
  readonly choose: (filter: CallFilter) => void
}

export function Filters({ chosen, choose }: Props) {
  // A filter that is absent matches everything; an empty list would match nothing.
  const set = (name: 'status' | 'direction', value: string) => {
    const { [name]: _, ...others } = chosen
    choose(value === '' ? others : { ...others, [name]: [value] })
  }
  return (
    <form>
      <Choice label="Status" values={STATUSES} onChoice={(value) => set('status', value)} />
      <Choice label="Direction" values={DIRECTIONS} onChoice={(value) => set('direction', value)} />
    </form>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly values: readonly string[]
  readonly onChoice: (value: string) => void
}

function Choice({ label, values, onChoice }: ChoiceProps) {
  return (
    <label>
      {label}{' '}
      <select onChange={({ target }) => onChoice(target.value)}>
        <option value="">all</option>
        {values.map((value) => (
          <option key={value}>{value}</option>
        ))}
      </select>
    </label>
  )
}
