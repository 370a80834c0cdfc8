// All that an embed runs by itself.
import { tellHeight } from "../../shared/hoogte";

tellHeight(document.querySelector("main")!);
