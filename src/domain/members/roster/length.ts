/** Length in Unicode code points: a rare Han character counts once. */
export const codePointLength = (text: string): number => [...text].length
