const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;

function daysOfMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** `YYYY-MM-DD` of the Gregorian calendar; as text such dates compare like the days they name. */
export function isDate(text: string): boolean {
  const parts = DATE.exec(text);
  if (parts === null) return false;
  const month = Number(parts[2]);
  const day = Number(parts[3]);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOfMonth(Number(parts[1]), month);
}

/** 29 February becomes 1 March where the year has no such day. */
export function addYears(date: string, years: number): string {
  const year = Number(date.slice(0, 4)) + years;
  const rest = date.slice(4) === '-02-29' && !isLeap(year) ? '-03-01' : date.slice(4);
  return String(year).padStart(4, '0') + rest;
}
