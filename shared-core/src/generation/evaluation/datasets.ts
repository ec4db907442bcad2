import { parseType } from '../../schema';
import type { GenerationDataset } from '../options';

/** `name:type` pairs, `;` between them; every field may be null. */
function dataset(connection: string, system: string, object: string, fields: string): GenerationDataset {
  return {
    connection,
    system,
    object,
    schema: {
      fields: fields.split(';').map((field) => {
        const [name = '', type = ''] = field.trim().split(':');
        return { name, type: parseType(type), nullable: true };
      }),
    },
  };
}

const file = (object: string, fields: string) => dataset('files', 'file', object, fields);

/** What the sentences of the evaluation speak about. */
export const evaluationDatasets = {
  flights: file('flights.csv', 'date:timestamp;delay:int64;distance:int64;origin:string;destination:string'),
  airports: file(
    'airports.csv',
    'iata:string;name:string;city:string;state:string;country:string;latitude:float64;longitude:float64',
  ),
  movies: file(
    'movies.json',
    'Title:string;US Gross:int64;Worldwide Gross:int64;Production Budget:int64;Release Date:date;MPAA Rating:string;Running Time min:int64;Distributor:string;Major Genre:string;Director:string;Rotten Tomatoes Rating:int64;IMDB Rating:float64;IMDB Votes:int64',
  ),
  products: file(
    'products.csv',
    'product_id:int64;title:string;category:string;price:decimal(12,2);stock:int32',
  ),
  payments: file(
    'payments.parquet',
    'payment_id:int64;order_id:int64;amount:decimal(12,2);currency:string;method:string;paid_at:timestamp;card_number:string',
  ),
  sensors: file(
    'sensors.jsonl',
    'sensor_id:string;temperature:float64;humidity:float64;pressure:float64;measured_at:timestamp;room:string',
  ),
  sales2023: file(
    'sales_2023.csv',
    'date:date;store:string;product:string;revenue:decimal(14,2);units:int32',
  ),
  sales2024: file(
    'sales_2024.csv',
    'date:date;store:string;product:string;revenue:decimal(14,2);units:int32',
  ),
  departures: file(
    'departures.csv',
    'flight_date:date;carrier:string;dep_delay:int32;arr_delay:int32;origin:string;dest:string;air_time:int32',
  ),
  trips: file(
    'trips.csv',
    'trip_id:int64;driver:string;vehicle:string;distance_km:float64;fuel_liters:float64;started_at:timestamp;region:string',
  ),
  students: file(
    'students.csv',
    'student_id:int64;surname:string;grade:int32;faculty:string;enrolled_on:date;scholarship:boolean',
  ),
  russianSales: file(
    'продажи.csv',
    'Дата:date;Магазин:string;Товар:string;Выручка:decimal(14,2);Количество:int32',
  ),
  orders: dataset(
    'shop',
    'postgresql',
    'public.orders',
    'id:int64;customer_id:int64;product_id:int64;amount:decimal(12,2);quantity:int32;status:string;city:string;created_at:timestamp',
  ),
  customers: dataset(
    'shop',
    'postgresql',
    'public.customers',
    'id:int64;name:string;email:string;phone:string;city:string;country:string;age:int32;registered_at:timestamp',
  ),
  employees: dataset(
    'hr',
    'postgresql',
    'hr.employees',
    'id:int64;full_name:string;department:string;position:string;salary:decimal(12,2);hired_on:date;phone:string',
  ),
  tickets: dataset(
    'support',
    'postgresql',
    'support.tickets',
    'ticket_id:int64;priority:string;assignee:string;subject:string;opened_at:timestamp;closed_at:timestamp;resolution_hours:float64',
  ),
  events: dataset(
    'warehouse',
    'clickhouse',
    'logs.events',
    'event_id:uuid;user_id:int64;event_type:string;url:string;duration_ms:int64;country:string;created_at:timestamp',
  ),
} satisfies Record<string, GenerationDataset>;

/** @see evaluationDatasets */
export type EvaluationDataset = keyof typeof evaluationDatasets;
