// How small the lines of JSON become without a store: gzip, and all of every record as columns of Parquet with zstd.
//
// Prints a list of {peer, version, records, raw_bytes, bytes}.
import { createReadStream, statSync } from 'node:fs';
import { createGzip } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';

const [records, place] = process.argv.slice(2);
const raw_bytes = statSync(records).size;

let bytes = 0;
for await (const chunk of createReadStream(records).pipe(createGzip({ level: 9 }))) {
  bytes += chunk.length;
}
const gzip = { peer: 'gzip -9', version: `zlib ${process.versions.zlib}`, raw_bytes, bytes };

const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const database = await instance.connect();
const version = (await database.runAndReadAll('SELECT version()')).getRows()[0][0];
const lines = `read_json('${records}', format = 'newline_delimited', sample_size = -1, maximum_object_size = 16777216)`;
const parquet = [];
for (const level of [3, 19]) {
  const file = `${place}-${level}.parquet`;
  await database.run(
    `COPY (SELECT * FROM ${lines} ORDER BY occurred, id) TO '${file}' (FORMAT parquet, COMPRESSION zstd,
     COMPRESSION_LEVEL ${level}, PARQUET_VERSION v2)`,
  );
  parquet.push({ peer: `Parquet, zstd -${level}`, version, raw_bytes, bytes: statSync(file).size });
}
console.log(JSON.stringify([gzip, ...parquet]));
