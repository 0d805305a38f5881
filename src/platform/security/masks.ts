/** How personal data is shown to whoever may not read it (PIPL article 51). Names are not masked: seats are public. */

/** `138****5678`. Of a shorter number only the last two digits stay, of a very short one none. */
export function maskPhone(phone: string): string {
  const characters = [...phone]
  return characters.length >= 11 ? mask(characters, 3, 4) : mask(characters, 0, characters.length >= 7 ? 2 : 0)
}

/**
 * `1****************4`: first and last only, since the birth date in the middle is shown elsewhere and the district is
 * the committee's own. Anything that is not 18 characters long is hidden whole.
 */
export function maskIdentityNumber(number: string): string {
  const characters = [...number]
  return characters.length === 18 ? mask(characters, 1, 1) : mask(characters, 0, 0)
}

function mask(characters: readonly string[], head: number, tail: number): string {
  const end = characters.length - tail
  return characters.map((character, index) => (index < head || index >= end ? character : '*')).join('')
}
