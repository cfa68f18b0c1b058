// Who is asked for a sign-in, and for which: what the settings of it come to together.
import type { SignInOptions } from '../door/sign-in.ts'
import type { TokenOptions } from '../door/token.ts'
import type { Setting, Values } from './settings.ts'
import { toAccountName, toViewer } from '../domain/viewer.ts'
import { Refusal } from './parse.ts'
import { SETTINGS } from './settings.ts'

type Read = Values<typeof SETTINGS>
type Accounts = readonly { readonly name: string }[]
type Attempt = <T>(name: string, setting: Pick<Setting, 'meaning'>, act: () => T) => T | undefined

/** Undefined where something lacks, with a problem in its place. */
export function readSignIn(values: Read, accounts: Accounts, attempt: Attempt): SignInOptions | undefined {
  const need = (name: 'JWT_ISSUER' | 'JWT_AUDIENCE' | 'ROUTER_SECRET') =>
    attempt(name, SETTINGS[name], () => {
      if (values[name] === null) throw new Refusal(`not set, and AUTH=${values.AUTH} needs it`)
      return values[name]
    })
  switch (values.AUTH) {
    case 'none': {
      // A setting that was refused is missing, whatever its type says.
      const grants = values.ANONYMOUS_SCOPES ?? []
      checkAccounts(grants, accounts, attempt)
      return { by: 'none', viewer: toViewer(grants) }
    }
    case 'jwt': {
      const [keys, issuer, audience] = [readKeys(values, attempt), need('JWT_ISSUER'), need('JWT_AUDIENCE')]
      if (keys === undefined || issuer === undefined || audience === undefined) return undefined
      return { by: 'jwt', keys, issuer, audience, clockSkewSeconds: values.JWT_CLOCK_SKEW_SECONDS }
    }
    case 'router': {
      const secret = need('ROUTER_SECRET')
      return secret === undefined ? undefined : { by: 'router', secret }
    }
  }
}

function readKeys(
  { JWT_JWKS_URL: url, JWT_KEY: key }: Read,
  attempt: Attempt,
): TokenOptions['keys'] | undefined {
  return attempt('JWT_JWKS_URL', SETTINGS.JWT_JWKS_URL, () => {
    if (url !== null && key !== null) throw new Refusal('set beside JWT_KEY, which it stands instead of')
    if (url !== null) return { url }
    if (key !== null) return { key }
    throw new Refusal('not set, and neither is JWT_KEY; AUTH=jwt needs one of them')
  })
}

/** A grant for an account that does not exist would hide all those that do. */
function checkAccounts(grants: readonly string[], accounts: Accounts, attempt: Attempt): void {
  attempt('ANONYMOUS_SCOPES', SETTINGS.ANONYMOUS_SCOPES, () => {
    const granted = grants.flatMap((grant) => toAccountName(grant) ?? [])
    const names = accounts.map(({ name }) => name)
    if (granted.every((name) => names.includes(name))) return
    throw new Refusal(`expected accounts among ${names.join(', ')}`)
  })
}
