// All that an embed runs by itself.
import { tellHeight } from "../../shared/hoogte";
import "../../shared/plak";

tellHeight(document.querySelector("main")!);
