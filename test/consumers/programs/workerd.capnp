using Workerd = import "/workerd/workerd.capnp";

# A Worker without an environment: the key is passed as an option.
const plain :Workerd.Config = (
  services = [
    (name = "program", worker = (
      modules = [(name = "worker.js", esModule = embed "worker.js")],
      compatibilityDate = "2025-05-01",
      globalOutbound = "loopback",
    )),
    .loopback,
  ],
  sockets = [.socket],
);

# A Worker that asks for Node's globals finds its bindings in process.env.
const nodejs :Workerd.Config = (
  services = [
    (name = "program", worker = (
      modules = [(name = "worker.js", esModule = embed "worker.js")],
      compatibilityDate = "2025-05-01",
      compatibilityFlags = ["nodejs_compat"],
      bindings = [(name = "TELNYX_API_KEY", fromEnvironment = "TELNYX_API_KEY")],
      globalOutbound = "loopback",
    )),
    .loopback,
  ],
  sockets = [.socket],
);

const loopback :Workerd.Service = (name = "loopback", network = (allow = ["127.0.0.1/32"]));
const socket :Workerd.Socket = (name = "http", address = "127.0.0.1:0", http = (), service = "program");
