/** What gateways in Java are started with: a small heap and a fast start, because six of them may run side by side. */
export const quickStart: readonly string[] = [
	...['-Xmx192m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:-UsePerfData'],
	...['-XX:+UnlockDiagnosticVMOptions', '-XX:-BytecodeVerificationRemote'],
];
