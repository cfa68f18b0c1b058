// Answers in which long ids are numbers, as vendors with 64-bit keys send them; JSON.stringify cannot write those.

/** The smallest odd number that a double rounds to another one. */
export const BEYOND = 9_007_199_254_740_993n

/** Turns `"9007199254740993"` into `9007199254740993` wherever it stands as a value. */
export async function withLongNumbers(response: Response): Promise<Response> {
  const text = (await response.text()).replaceAll(/(?<=[:,[])"(\d{16,})"/g, '$1')
  const { status, headers } = response
  const length = new Headers(headers)
  length.delete('content-length')
  return new Response(status === 204 ? null : text, { status, headers: length })
}
