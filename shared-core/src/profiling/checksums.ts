/** Check digits of the identifiers that people keep in tables. Each function takes the bare digits. */

const digitsOf = (text: string) => [...text].map(Number);

const weigh = (digits: number[], weights: number[]) =>
  weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0);

const innWeights = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

/** ИНН of a company (10 digits) or a person (12), by the control digits of the Federal Tax Service. @internal */
export function isInn(text: string): boolean {
  if (!/^(?:\d{10}|\d{12})$/.test(text) || /^0+$/.test(text)) return false;
  const digits = digitsOf(text);
  const control = (count: number) => (weigh(digits, innWeights.slice(-count)) % 11) % 10;
  return text.length === 10
    ? control(9) === digits[9]
    : control(10) === digits[10] && control(11) === digits[11];
}

/** СНИЛС, written `112-233-445 95` or as 11 digits; numbers up to 001-001-998 have no control sum. @internal */
export function isSnils(text: string): boolean {
  if (!/^\d{3}-?\d{3}-?\d{3}[ -]?\d{2}$/.test(text)) return false;
  const digits = digitsOf(text.replace(/\D/g, ''));
  if (Number(digits.slice(0, 9).join('')) <= 1_001_998) return false;
  const sum = weigh(digits, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101;
  return (sum === 100 ? 0 : sum) === Number(digits.slice(9).join(''));
}

/** IBAN by ISO 13616: moved four characters, letters to numbers, remainder 1 by 97. @internal */
export function isIban(text: string): boolean {
  const bare = text.replace(/ /g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(bare)) return false;
  let remainder = 0;
  for (const character of bare.slice(4) + bare.slice(0, 4)) {
    const value = parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
