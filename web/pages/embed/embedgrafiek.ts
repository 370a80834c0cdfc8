// All that an embed with a chart runs: one request for its height and its reading.
import "./embed";
import "../../shared/chart/loader";
