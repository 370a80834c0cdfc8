#!/bin/sh
# Laadt deze revisie in ClickHouse (18.16 of nieuwer), met clickhouse-client alleen. README.md hiernaast legt het uit.
set -eu
map=$(cd "$(dirname "$0")" && pwd)
host=localhost port=9000 database=wijkinzicht cluster=

gebruik() {
	cat <<-EINDE
	Gebruik: $0 [--host ADRES] [--port POORT] [--database NAAM] [--cluster NAAM] [--VLAG=WAARDE voor clickhouse-client]

	  --host, --port   een server; localhost en 9000 als u niets zegt
	  --database       de database die wordt gemaakt; wijkinzicht als u niets zegt
	  --cluster        verdeelt observation en derived over alle servers van dit cluster, zoals de configuratie van de server het kent
	EINDE
}

stop() {
	echo "$0: $1" >&2
	exit 1
}

over=$#
while [ "$over" -gt 0 ]; do # wat hier niet van is, houdt clickhouse-client
	case $1 in
	--help) gebruik && exit ;;
	--host | --port | --database | --cluster)
		[ "$over" -gt 1 ] || stop "achter $1 hoort een waarde"
		case $1 in --host) host=$2 ;; --port) port=$2 ;; --database) database=$2 ;; --cluster) cluster=$2 ;; esac
		shift 2 && over=$((over - 2))
		;;
	--*=*) set -- "$@" "$1" && shift && over=$((over - 1)) ;;
	*) stop "$1 is hier geen vlag; $0 --help noemt ze (die van clickhouse-client gaan als --user=NAAM)" ;;
	esac
done

command -v clickhouse-client >/dev/null || stop "clickhouse-client is er niet; installeer hem (op Debian: apt-get install clickhouse-client)"

# vraag ADRES POORT VLAGGEN…; zonder --query leest clickhouse-client zijn opdrachten van de invoer.
vraag() {
	adres=$1 poort=$2
	shift 2
	clickhouse-client --host "$adres" --port "$poort" "$@"
}

servers="$host $port"
deel=$database # waar de rijen van de verdeelde tabellen staan
if [ -n "$cluster" ]; then
	servers=$(vraag "$host" "$port" "$@" --query "select distinct host_name, port from system.clusters where cluster = '$cluster'")
	[ -n "$servers" ] || stop "de configuratie van $host kent geen cluster $cluster"
	deel=${database}_deel
fi

echo "$servers" | while read -r adres poort; do
	al=$(vraag "$adres" "$poort" "$@" --query "select count() from system.tables where database in ('$database', '$deel')" </dev/null)
	[ "$al" = 0 ] || stop "op $adres staat al iets in database $database of $deel; kies een andere met --database, of verwijder ze eerst (drop database)"
done
trap 'echo "$0: niet alles is geladen; verwijder database $database (en $deel) voordat u opnieuw begint" >&2' EXIT

# maak schrijft wat een server aan tabellen krijgt: alle in een database, of de verdeelde in een eigen database met een tabel ervoor die ze samen toont.
maak() {
	echo "create database if not exists $database; create database if not exists $deel;"
	echo "use $database;" && cat "$map/schema.sql"
	echo "use $deel;" && cat "$map/schema-verdeeld.sql"
	[ -z "$cluster" ] || while read -r tabel _ waar; do
		[ "$waar" != verdeeld ] || echo "create table $database.$tabel as $deel.$tabel" \
			"engine = Distributed('$cluster', '$deel', '$tabel', cityHash64(substring(area_code, 3, 4)));" # wat een code van haar gemeente noemt
	done <"$map/tabellen.tsv"
}
echo "$servers" | while read -r adres poort; do maak | vraag "$adres" "$poort" "$@" --multiquery; done

while read -r tabel rijen waar; do
	doel=$servers
	[ "$waar" != verdeeld ] || doel="$host $port" # dat ze verdeelt
	echo "$doel" | while read -r adres poort; do
		vraag "$adres" "$poort" "$@" --database "$database" --insert_distributed_sync=1 --query "insert into $tabel format CSVWithNames" <"$map/tabel/$tabel.csv"
	done
	echo "$tabel: $rijen rijen"
done <"$map/tabellen.tsv"

telling=$(cut -f1 "$map/tabellen.tsv" | sed "s/.*/select '&' as tabel, count() as rijen from &/; \$!s/\$/ union all/")
echo "$servers" | while read -r adres poort; do
	geladen=$(vraag "$adres" "$poort" "$@" --database "$database" --query "select tabel, rijen from ($telling) order by tabel" </dev/null)
	[ "$geladen" = "$(cut -f1,2 "$map/tabellen.tsv")" ] || stop "op $adres heeft niet elke tabel de rijen die tabellen.tsv noemt: $geladen"
	vraag "$adres" "$poort" "$@" --database "$database" --multiquery <"$map/toelichting.sql" 2>/dev/null || # is van na 18.16
		echo "ClickHouse op $adres bewaart geen toelichting bij tabellen; die staat in schema.sql. Die bij kolommen is er wel."
done
trap - EXIT
echo "Alles is geladen, in database $database. Stel bijvoorbeeld:"
echo "clickhouse-client --host $host --port $port --database $database --query \"\$(cat $map/vraag/01-een-reeks.sql)\""
