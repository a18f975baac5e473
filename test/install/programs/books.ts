import { type Book, createClient, paginateListBooks } from "book-shop-api";

declare const process: { readonly argv: readonly string[] };

const client = createClient({ apiKey: "KEY", baseUrl: process.argv[2] });
const filter = { title: { contains: "a b" } };
const books: readonly Book[] = await paginateListBooks(client, { filter }).toArray();
console.log(books.map(({ title }) => title).join());
