/** What one minute on a runner costs, in US dollars; `label` is a glob on the labels that a job asks for. */
export type Rate = { label: string; perMinute: number };
