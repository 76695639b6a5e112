/** Packages of the registry that read the valence of a text, each as it is meant to be used: what Murmure is held against. */
import { createRequire } from 'node:module';
import type { Lang, Valence } from '#contracts/ids.ts';

const require = createRequire(import.meta.url);

export type Package = { name: string; read: (text: string, lang: Lang) => Valence };

/** vader's own thresholds for its compound score; for the others the sign of their score. */
const VADER_FROM = 0.05;

const sign = (score: number, from = 0): Valence => (score > from ? 1 : score < -from ? -1 : 0);

export function packages(): Package[] {
	const { SentimentIntensityAnalyzer: vader } = require('vader-sentiment') as {
		SentimentIntensityAnalyzer: { polarity_scores(text: string): { compound: number } };
	};
	const wink = require('wink-sentiment') as (text: string) => { score: number };
	const Sentiment = require('sentiment') as new () => { analyze(text: string): { score: number } };
	const sentiment = new Sentiment();
	return [
		{
			name: 'vader-sentiment',
			read: (text) => sign(vader.polarity_scores(text).compound, VADER_FROM),
		},
		{ name: 'wink-sentiment', read: (text) => sign(wink(text).score) },
		{ name: 'sentiment', read: (text) => sign(sentiment.analyze(text).score) },
		{ name: 'natural', read: natural() },
	];
}

/** AFINN for English, Pattern for French, as its documentation has them. */
function natural(): Package['read'] {
	const { PorterStemmer, PorterStemmerFr, SentimentAnalyzer } = require('natural') as {
		PorterStemmer: unknown;
		PorterStemmerFr: unknown;
		SentimentAnalyzer: new (
			language: string,
			stemmer: unknown,
			vocabulary: string,
		) => { getSentiment(words: string[]): number };
	};
	const analyzers = {
		en: new SentimentAnalyzer('English', PorterStemmer, 'afinn'),
		fr: new SentimentAnalyzer('French', PorterStemmerFr, 'pattern'),
	};
	return (text, lang) =>
		sign(analyzers[lang].getSentiment(text.toLowerCase().match(/[\p{L}'’-]+/gu) ?? []) || 0);
}
