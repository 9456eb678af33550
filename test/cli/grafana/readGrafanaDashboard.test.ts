import { readGrafanaDashboard } from '../../../cli/grafana/readGrafanaDashboard.ts';
import { stackOutputs } from '../../../cli/pipeline/findPipeline.ts';
import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { printLayouts } from '../../../core/layouts/layoutsDocument.ts';
import { type Answers, answeringClient } from '../answeringClient.ts';

const text = (markdown: string) => ({ type: 'text', properties: { markdown } });
const expression = `SEARCH('{"CloudFront/RealtimeLogs","Distribution"} MetricName="Requests"', 'Sum', 60) / 60`;
const requests = {
  type: 'metric',
  properties: { title: 'Requests by distribution', metrics: [[{ expression }]] },
};
const DashboardBody = JSON.stringify({ widgets: [text('## Traffic\nWhat viewers request.'), requests] });
const fields = ['timestamp', 'c-ip', 'sc-status', 'x-host-header', 'x-edge-request-id'];

function stackWith(outputs: Readonly<Record<string, string>>) {
  const all = {
    ...Object.fromEntries(Object.values(stackOutputs).map((name) => [name, `the-${name}`])),
    ...outputs,
  };
  const Outputs = Object.entries(all).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue }));
  return { DescribeStacks: { Stacks: [{ StackName: 'logs', StackStatus: 'CREATE_COMPLETE', Outputs }] } };
}

function clientsOf(stack: Answers) {
  const body = { transformToString: async () => printLayouts(expectedLayouts(fields)) };
  return {
    cloudFormation: answeringClient<never>(stack),
    cloudWatch: answeringClient<never>({ GetDashboard: { DashboardBody } }),
    s3: answeringClient<never>({ GetObject: { Body: body } }),
  };
}

it('shows the metrics of the CloudWatch dashboard, and the saved queries that the logged fields allow', async () => {
  const clients = clientsOf(stackWith({ Dashboard: 'web' }));

  const dashboard = await readGrafanaDashboard(clients, 'logs', 'victoriametrics');

  const { title, panels } = dashboard as { title: string; panels: readonly { title: string }[] };
  expect(title).toBe('CloudFront real-time logs: web');
  expect(panels.map((panel) => panel.title)).toEqual([
    'Traffic',
    'Requests by distribution',
    'Requests',
    'request by id',
    'requests exact',
    'delivery delay',
  ]);
});

it('reports that a stack has no dashboard', async () => {
  await expect(readGrafanaDashboard(clientsOf(stackWith({})), 'logs', undefined)).rejects.toThrow(
    "--stack: expected a stack with a dashboard, got 'logs' without one; set dashboard to true and deploy it",
  );
});
