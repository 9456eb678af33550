import { openSearchVersion } from './artifacts.ts';

/** Ports of a node on the loopback interface. */
export interface NodePorts {
  readonly http: number;
  readonly transport: number;
}

/** Returns whether a jar belongs to the module of the HTTP interface, rather than the node itself. */
export function isOfModule(jar: string): boolean {
  return /^(?:netty|transport-netty4)-/.test(jar);
}

/** Returns the files of a node's home folder by path: its configuration, and the descriptor of the HTTP module. */
export function nodeFiles({ http, transport }: NodePorts): Readonly<Record<string, string>> {
  return {
    'config/opensearch.yml': lines(
      'cluster.name: example',
      'discovery.type: single-node',
      'network.host: 127.0.0.1',
      `http.port: ${http}`,
      `transport.port: ${transport}`,
    ),
    'config/log4j2.properties': lines(
      'status = error',
      'rootLogger.level = warn',
      'rootLogger.appenderRef.console.ref = console',
      'appender.console.type = Console',
      'appender.console.name = console',
      'appender.console.layout.type = PatternLayout',
      'appender.console.layout.pattern = [%d{ISO8601}][%p][%c{1}] %m%n',
    ),
    'modules/transport-netty4/plugin-descriptor.properties': lines(
      'description=HTTP interface',
      'name=transport-netty4',
      'classname=org.opensearch.transport.Netty4Plugin',
      `version=${openSearchVersion}`,
      `opensearch.version=${openSearchVersion}`,
      'java.version=11',
    ),
    'modules/transport-netty4/plugin-security.policy': lines(
      'grant {',
      '  permission java.lang.RuntimePermission "*";',
      '  permission java.net.SocketPermission "*", "accept,connect,listen,resolve";',
      '  permission java.io.FilePermission "/proc/sys/net/core/somaxconn", "read";',
      '};',
    ),
  };
}

function lines(...texts: string[]): string {
  return `${texts.join('\n')}\n`;
}
