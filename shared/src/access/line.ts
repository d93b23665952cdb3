/** The lines of the town to which a case or a measure is referred (行业线), with their names on both sides. */
export const lines = {
  education: '镇教办',
  medical: '镇医保',
  housing: '镇村建',
  water: '镇水务',
  civilAffairs: '镇民政办',
  employment: '镇就业',
  industry: '镇产业',
  emergency: '镇应急',
} as const;

/** One line of the town. */
export type Line = keyof typeof lines;

/** Every line, in the order of the table. */
export const lineKeys = Object.keys(lines) as [Line, ...Line[]];
