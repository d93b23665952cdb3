/** What a look at somebody's data is called towards that person, by what the audit log calls it. What is not here is no look and is not shown. */
export const lookWords: Readonly<Record<string, string>> = {
  'household.opened': '看了您家的情况',
  'phone.revealed': '看了电话号码',
  'birthDate.revealed': '看了出生日期',
  'case.opened': '看了您报的事',
};
