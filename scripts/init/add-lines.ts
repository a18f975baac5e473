/** A file of lines, such as `.gitignore`, with those of another that it lacks at its end. */
export const addLines = (text: string, lines: string): string => {
  const present = new Set(text.split(/\r?\n/).map((line) => line.trim()));
  const missing = lines.split("\n").filter((line) => line !== "" && !present.has(line));
  if (missing.length === 0) return text;
  const start = text === "" || text.endsWith("\n") ? text : `${text}\n`;
  return `${start}${missing.join("\n")}\n`;
};
