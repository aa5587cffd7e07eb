/** From a value of the catalogue's groups to the condition that keeps what has it. */

const KEYWORDS: Readonly<Record<string, string>> = {
  Modality: 'Modality',
  'Body part': 'BodyPartExamined',
  Manufacturer: 'Manufacturer',
  Sex: 'PatientSex',
  Age: 'PatientAge',
  Year: 'StudyDate',
};
/** Of these a comma parts alternatives. */
const CODES = new Set(['Modality', 'BodyPartExamined', 'PatientSex']);

export const keywordOf = (grouping: string): string | undefined => KEYWORDS[grouping];

/** `Modality=CR`; null where no condition says it: what is unknown cannot be asked for. */
export function condition(grouping: string, value: string | null): string | null {
  const keyword = KEYWORDS[grouping];
  if (keyword === undefined || value === null || value === '') {
    return null;
  }
  return `${keyword}=${wanted(keyword, value)}`;
}

function wanted(keyword: string, value: string): string {
  if (keyword === 'StudyDate') {
    return `${value}0101-${value}1231`;
  }
  if (keyword === 'PatientAge') {
    // Ages are 047Y. The last band is open.
    return value === '90+' ? '09?Y,1??Y' : `0${value.slice(0, 1)}?Y`;
  }
  // A sign that has a meaning in conditions, or none on a command line, matches any one sign.
  const printable = value.replace(/[\p{Cc}\p{Cf}]/gu, '?');
  return CODES.has(keyword) ? printable.replace(/[,\\]/g, '?') : printable;
}

/** With this condition in place of another on the same attribute, or without it when it was there. */
export function toggled(where: readonly string[], one: string): string[] {
  const attribute = one.slice(0, one.indexOf('=') + 1);
  const others = where.filter((known) => !known.startsWith(attribute));
  return where.includes(one) ? others : [...others, one];
}
