import { createClient, paginateListNotes } from "notes";

declare const process: { readonly argv: readonly string[] };

const client = createClient({ baseUrl: process.argv[2] });
const texts: (string | null | undefined)[] = [];
for await (const { text } of paginateListNotes(client, { limit: 2 })) texts.push(text);
console.log(JSON.stringify(texts));
