/** A Cloudflare Worker: answers `GET /?service=zoom&name=contoso` with the connections that match. */
import {
  ApiError,
  createClient,
  type ListExternalConnectionsFilter,
  paginateListExternalConnections,
} from "telnyx-external-connections";

interface Env {
  readonly TELNYX_API_KEY: string;
  readonly TELNYX_BASE_URL?: string;
}

const services = ["operator_connect", "zoom"] as const;

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const query = new URL(request.url).searchParams;
    const service = services.find((each) => each === query.get("service"));
    if (query.has("service") && service === undefined)
      return Response.json({ error: `service: use ${services.join(" or ")}` }, { status: 400 });

    const client = createClient({ apiKey: env.TELNYX_API_KEY, baseUrl: env.TELNYX_BASE_URL });
    const filter: ListExternalConnectionsFilter = {
      connection_name: { contains: query.get("name") ?? undefined },
      external_sip_connection: service,
    };
    try {
      const found = await paginateListExternalConnections(
        client,
        { filter },
        { limit: 1000 },
      ).toArray();
      return Response.json(found.map(({ id, tags }) => ({ id, tags })));
    } catch (error) {
      const isRefused = error instanceof ApiError && error.status === 400;
      return Response.json({ error: String(error) }, { status: isRefused ? 400 : 502 });
    }
  },
};
