// Goes through the HTTP API with nothing but fetch: upload, run, follow the events, search.
// Usage: node tour.mjs BASE_URL DATASET_ID START_NODE FILE [KEY]
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

const [base, dataset, start, file, key = 'none'] = process.argv.slice(2);
const headers = { Authorization: `Bearer ${key}` };

async function call(method, path, body) {
  const response = await fetch(`${base}/v1${path}`, {
    method,
    headers: body && !(body instanceof FormData) ? { ...headers, 'Content-Type': 'application/json' } : headers,
    body: body instanceof FormData ? body : body && JSON.stringify(body),
  });
  if (!response.ok) {
    const error = await response.json();
    throw new Error(`${error.status} ${error.code}: ${error.message}`);
  }
  return response;
}

// Yields the JSON of each event; pings have no data.
async function* events(response) {
  let text = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end; (end = text.indexOf('\n\n')) >= 0; text = text.slice(end + 2)) {
      const data = text.slice(0, end).split('\n').filter((line) => line.startsWith('data: '));
      if (data.length > 0) {
        yield JSON.parse(data.map((line) => line.slice(6)).join('\n'));
      }
    }
  }
}

const form = new FormData();
form.set('file', new Blob([await readFile(file)], { type: 'text/markdown' }), basename(file));
const upload = await (await call('POST', '/datasets/pipeline/file-upload', form)).json();
console.log(`uploaded ${upload.name}, ${upload.size} bytes`);

const run = {
  inputs: { max_chunk_length: 600, chunk_overlap: 0 },
  datasource_type: 'local_file',
  datasource_info_list: [{ reference: upload.id, name: upload.name }],
  start_node_id: start,
  is_published: true,
};
const blocking = await call('POST', `/datasets/${dataset}/pipeline/run`, { ...run, response_mode: 'blocking' });
const { data } = await blocking.json();
console.log(`blocking run ${data.status} in ${data.total_steps} steps`);

const status = await (await call('GET', `/datasets/${dataset}/documents/${data.outputs.batch}/indexing-status`)).json();
console.log(`indexing status ${status.data.map((document) => document.indexing_status)}`);

const streaming = await call('POST', `/datasets/${dataset}/pipeline/run`, { ...run, response_mode: 'streaming' });
for await (const event of events(streaming)) {
  console.log(`event ${event.event} ${event.data.title ?? event.data.status ?? ''}`.trimEnd());
}

const documents = await (await call('GET', `/datasets/${dataset}/documents`)).json();
console.log(`documents ${documents.total}`);
const segments = await (await call('GET', `/datasets/${dataset}/documents/${data.outputs.document_id}/segments`)).json();
console.log(`segments ${segments.total > 0}`);
const found = await (await call('POST', `/datasets/${dataset}/retrieve`, { query: 'How is the wheel stopped?' })).json();
console.log(`found ${found.records.length > 0}`);
