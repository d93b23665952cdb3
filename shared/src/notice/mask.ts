/** A telephone number for screens: '138****1234' for a mobile number, only stars for anything else. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/[\s\-()+]/g, '').replace(/^(00)?86(?=1\d{10}$)/, '');
  return /^1\d{10}$/.test(digits) ? `${digits.slice(0, 3)}****${digits.slice(7)}` : stars(phone);
}

/** An identity number for screens: '35*************123' for 15 or 18 places. The 20 and 22 places of a disability card end in its kind and grade, so that their end stays hidden; anything else becomes stars. */
export function maskId(id: string): string {
  const places = id.replace(/[\s-]/g, '').toUpperCase();
  if (!/^(\d{15}|\d{17}[\dX]|\d{17}[\dX](\d{2}|\d{4}))$/.test(places)) return stars(id);
  const shown = places.length <= 18 ? 3 : 0;
  return (
    places.slice(0, 2) + stars(places.slice(2, places.length - shown)) + places.slice(places.length - shown)
  );
}

/** A name for people who need not know it: '张*', whatever its length, so that the length tells nothing. */
export function maskName(name: string): string {
  const [first, ...rest] = Array.from(name.trim());
  if (first === undefined) return '';
  return rest.length === 0 ? '*' : `${first}*`;
}

function stars(text: string): string {
  return '*'.repeat(Array.from(text).length);
}
