//! A minimal gateway on Pingora, as its user guide writes one: `upstream_peer` decides where a request goes, and
//! everything else is what the crate does by default, errors included.
//!
//! The file `routes` has a line for each upstream: the beginning of the path, `http` or `https`, and the address, which
//! is `host:port` or `unix:` and a path. It listens on the address in LISTEN.

use async_trait::async_trait;
use pingora::prelude::*;
use pingora::server::configuration::Opt;
use std::time::Duration;

struct Route {
	path: String,
	tls: bool,
	address: String,
}

struct Gateway {
	routes: Vec<Route>,
	connect: Duration,
	read: Duration,
}

#[async_trait]
impl ProxyHttp for Gateway {
	type CTX = ();
	fn new_ctx(&self) -> Self::CTX {}

	async fn upstream_peer(&self, session: &mut Session, _ctx: &mut ()) -> Result<Box<HttpPeer>> {
		let path = session.req_header().uri.path();
		let Some(Route { tls, address, .. }) = self.routes.iter().find(|route| path.starts_with(&route.path)) else {
			return Error::e_explain(HTTPStatus(404), "no route");
		};
		let mut peer = match address.strip_prefix("unix:") {
			Some(socket) => HttpPeer::new_uds(socket, *tls, String::new())?,
			None => HttpPeer::new(address.as_str(), *tls, address.split(':').next().unwrap_or_default().to_string()),
		};
		peer.options.connection_timeout = Some(self.connect);
		peer.options.total_connection_timeout = Some(self.connect);
		peer.options.read_timeout = Some(self.read);
		peer.options.write_timeout = Some(self.read);
		Ok(Box::new(peer))
	}

	async fn logging(&self, session: &mut Session, _error: Option<&Error>, ctx: &mut ()) {
		let code = session.response_written().map_or(0, |response| response.status.as_u16());
		log::info!("{} response code: {code}", self.request_summary(session, ctx));
	}
}

fn routes() -> Vec<Route> {
	let text = std::fs::read_to_string("routes").expect("a file called routes");
	let lines = text.lines().map(|line| line.split_whitespace().map(String::from).collect::<Vec<_>>());
	lines
		.filter_map(|words| match <[String; 3]>::try_from(words) {
			Ok([path, scheme, address]) => Some(Route { path, tls: scheme == "https", address }),
			Err(_) => None,
		})
		.collect()
}

fn seconds(variable: &str) -> Duration {
	Duration::from_secs(std::env::var(variable).ok().and_then(|text| text.parse().ok()).expect(variable))
}

fn main() {
	env_logger::init();
	let mut server = Server::new(Some(Opt::parse_args())).unwrap();
	server.bootstrap();
	let gateway = Gateway { routes: routes(), connect: seconds("CONNECT"), read: seconds("READ") };
	let mut service = http_proxy_service(&server.configuration, gateway);
	service.add_tcp(&std::env::var("LISTEN").expect("LISTEN"));
	server.add_service(service);
	server.run_forever();
}
