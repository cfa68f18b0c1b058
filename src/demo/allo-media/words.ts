// What is said and found in the calls of the sandbox.

/** Which of the two is the customer is documented nowhere. UNVERIFIED: `out` is the agent, who speaks first. */
export const SPEAKERS = ['out', 'in'] as const

export const LINES: Readonly<Record<string, readonly string[]>> = {
  fr: [
    'bonjour que puis-je faire pour vous',
    'je voudrais suivre ma commande',
    'pouvez-vous me donner votre nom',
    'je ne suis pas content du tout',
    'je regarde votre dossier tout de suite',
    'merci beaucoup bonne journée',
  ],
  en: [
    'good morning how can I help',
    'I would like to follow my order',
    'may I have your name please',
    'I am not happy at all',
    'let me look into your file',
    'thank you very much goodbye',
  ],
  es: [
    'buenos días en qué puedo ayudarle',
    'quisiera seguir mi pedido',
    'me puede dar su nombre',
    'no estoy nada contento',
    'miro su expediente ahora mismo',
    'muchas gracias adiós',
  ],
}

export const LANGUAGES: readonly (readonly [number, string])[] = [
  [85, 'fr'],
  [11, 'en'],
  [4, 'es'],
]

export interface TagKind {
  readonly label: string
  readonly package: string
  readonly type: string
  readonly value: string
}

/** Only `keyword` is seen in documents. UNVERIFIED: the word for a long text, such as a summary. */
export const TAG_KINDS: readonly TagKind[] = [
  { label: 'Greeting', package: 'Quality', type: 'keyword', value: 'bonjour' },
  { label: 'Complaint', package: 'Satisfaction', type: 'keyword', value: 'pas content' },
  { label: 'Thanks', package: 'Satisfaction', type: 'keyword', value: 'merci' },
  { label: 'Order tracking', package: 'Reason', type: 'keyword', value: 'suivre ma commande' },
  { label: 'Cancellation', package: 'Reason', type: 'keyword', value: 'résilier' },
  { label: 'Summary', package: 'Summary', type: 'long_text', value: 'The customer asked about an order.' },
]

export const QUALIFICATIONS = ['hot lead', 'lead', 'existing customer', 'wrong number'] as const
