/**
 * The address of a server, of which there are many spellings. One that names none is at `/`.
 *
 *     https://API.example.com:443/v1/  →  https://api.example.com/v1
 */
export const addressOf = (server = "/"): string =>
  (URL.parse(server)?.href ?? server).replace(/\/+$/, "");
