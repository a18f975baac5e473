/** `X-Next_Page` → `xnextpage`, `hydra:next` → `next`: names are compared without case, namespaces and the like. */
export const plain = (name: string): string =>
  name
    .replace(/^.*:/, "")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");

/** A set of names, as `plain` writes them. */
const names = (list: string): RegExp => new RegExp(`^(${list.trim().split(/\s+/).join("|")})$`);

/** Parameters. Those in the second list mean it only as members of an object that is called like a page. */
export const numberNames = names(
  "page pagenumber pageno pagenum pagenr pageindex currentpage pageid paged startpage pg p",
);
export const innerNumberNames = names("number page pagenumber pageno num index current");
export const sizeNames = names(
  `pagesize perpage pagelimit limit size maxresults maxresultcount maxitems maxpagesize maxrecords maxcount take top
   first rows count resultsperpage itemsperpage recordsperpage rowsperpage hitsperpage pagecount numperpage num pagelen
   rowcount`,
);
export const offsetNames = names(
  `offset skip skipcount start startindex startat startposition startrow startfrom startoffset pageoffset from
   firstresult limitstart resultoffset recordoffset rowoffset startrecord displaystart idisplaystart sysparmoffset`,
);
export const innerOffsetNames = names("offset skip start from");
export const cursorNames = names(
  `cursor pagecursor nextcursor startcursor aftercursor cursorafter after pageafter startingafter startafter
   startingaftercursor pagetoken nextpagetoken nexttoken tokennext paginationtoken continuationtoken continuation
   continuetoken continue exclusivestartkey marker pagemarker nextmarker bookmark skiptoken skipto scrollid pagekey
   nextkey nextpagekey lastkey iterator pagestate pagingstate nextpage afterid sinceid nextid startid startkey offset
   page`,
);
/** Those that mean a cursor only beside one of these members of the response. */
export const boundCursorNames: Readonly<Record<string, readonly string[]>> = {
  from: ["next", "nextfrom"],
  key: ["nextkey"],
  next: ["next"],
  start: ["next"],
  token: ["nexttoken", "nextpagetoken"],
};
/** Those that lead on to what has not happened yet, and never to an end. */
export const pollingNames = /stream|sync|delta|poll/;
export const innerCursorNames = names("after cursor token next marker key startingafter");
/** Of these, the ones that can be nothing else, while `after` may also be a time, and `page` a number. */
export const certainCursorNames = /cursor|token|marker|bookmark|continu|scroll|key|state/;
/** Those that take a member of the last item; the second only where the response says whether there is more. */
export const lastItemNames = names("startingafter startafter");
export const maybeLastItemNames = names("startingafter startafter after afterid");
/** What both a parameter and a member may be called at their end, so that one belongs to the other. */
export const cursorNouns =
  /(cursor|token|marker|bookmark|key|state|continuation|continue|after|id|offset|start|skip|from|startindex|position|page|number)$/;
export const nounSynonyms: Readonly<Record<string, string>> = {
  continue: "continuation",
  number: "page",
  from: "offset",
  position: "offset",
  skip: "offset",
  start: "offset",
  startindex: "offset",
};
/** Offsets that may also be the begin of a period of time, and what then is its end. */
export const periodStartNames = names("start from");
export const periodEndNames = names("end stop to until");
/** Objects whose members page. */
export const pageObjects = names(
  "page pagination paging pageable pagerequest paginationoptions pageoptions options pager pagetoken cursor",
);

/** Parameters that belong to a page number, without which it is not enough. */
export const tokenNames = names("pagetoken nextpagetoken token");

/** Members of a response. */
export const totalPagesNames = names(
  `totalpages totalpage totalpagecount pagestotal pagecount pagescount lastpage lastpagenumber numberofpages nbpages
   numpages maxpage pages pagetotal totalpagescount`,
);
export const totalNames = names(
  `total totalcount totalitems totalitemscount totalresults totalelements totalrecords totalentries totalrows totalsize
   totalnumber totalnum totalhits totalobjects totalmatches totalitemcount totalrecordcount totalavailable
   recordstotal itemstotal resultstotal countoftotal fullcount overallcount nbhits numfound numbermatched numberofresults
   numberofitems found totalresultcount totalresultscount odatacount totalfound counttotal nbresults hitcount`,
);
/** What stands beside a total of money. */
export const amountNames = names("currency currencycode subtotal tax totaltax");
export const countNames = names(
  "count itemcount itemscount resultcount resultscount recordcount rowcount numresults size",
);
export const countHeaderNames = names("count itemcount");
export const moreNames = names(
  `hasmore more hasnext hasnextpage hasmorepages hasmoreitems hasmoreresults hasmorerecords moreavailable moreresult
   moreresults morepages morerecords moredata hasmoredata hasmorerows hasadditionalresults ismore istruncated
   truncated nextexists existsmore moreitemsincollection exceededtransferlimit`,
);
export const lastNames = names(
  "last islast islastpage lastpage endoflist endofresults eof isfinal isend exhausted done",
);
/** What may as well be said of the results, or of a job. */
export const vagueLastNames = names("complete");
/** Descriptions of the end of a job whose results are listed. */
export const saysJob = /\b(job|task|query|operation|process|export|import|run) (has|is|was)\b/i;
export const currentNames = names("page currentpage pagenumber pageno pagenum pageindex current");
/** The number or the size of one page, beside which a total is that of the list. */
export const onePageNames = /^(current)?page(number|no|num|index|size)$/;
/** Objects that describe a page rather than what is on it; and those that describe nothing else. */
export const pageInfoObjects =
  /meta|pag(e|ing|in)|link|cursor|info|response|result|(?<!play|wish)list|total|next|header|summary|envelope|data|embedded|hits|(?<!ac|dis)count(?!r)|^more|^view$/;
export const onlyPageInfoObjects = /^(meta|pag(e|ing|in)|links?$|cursors?$)/;
/** Descriptions of a page number that counts from 0. */
export const countsFromZero =
  /\b(zero|0)[- ]?(based|indexed)\b|\b(start|begin|count|number)(s|ed|ing)? (at|from|with) (zero|0)\b|\bdefaults? ?(to|is|value|value is|[:=])? ?(zero|0)\b|\bfirst page (is|has)( the)?( page)?( number| index)? ?(zero|0)\b/i;
/** Descriptions of a page number that counts from 1. */
export const countsFromOne =
  /\b(one|1)[- ]?(based|indexed)\b|\b(start|begin|count|number)(s|ed|ing)? (at|from|with) (one|1)\b|\(1\.\.N\)/i;
/** Descriptions of what is called a page number, and is none. */
export const countsNothing = /\bnot sequential\b|\bnot (a|the) page number\b/i;
/** Descriptions of a parameter that should not be used, and is not marked so. */
export const saysDeprecated = /^\W*[Dd]eprecated\b|\bDEPRECATED\b/;
/** Descriptions of a cursor that leads to what is newer. */
export const saysNewer = /\b(created|made) after\b|\bnewer than\b|\bmore recent\b/i;
/** Descriptions of an offset that counts pages. */
export const countsPages = /\bpage('s)? (number|index)\b|\b(number|index) of the page\b/i;
/** Descriptions of a number, also where it is declared as a text. */
export const describesNumber =
  /\b(page (number|index)|(number|index) of|integer|numeric|(in)?to a number|how many|skip(ped)?)\b/i;
/** Descriptions of a cursor that an undeclared header leads to. */
export const comesFromLinkHeader = /\blink\W+((http|response)\W+)?header\b/i;
/** Descriptions of a cursor that a header leads to. */
export const mentionsHeader = /\bheaders?\b/i;
/** Descriptions of a member called `next` that is a cursor, and no link. */
export const mentionsCursor = /\b(cursor|token|marker|bookmark|key|id)\b/i;
/** Descriptions of a text that is a link. */
export const mentionsLink = /\b(ur[il]|link|href|hyperlink|path)s?\b/i;
/** Descriptions of a member that repeats what was asked for, unless they also speak of what comes next. */
export const saysRepeated = /\b(current|requested|given|provided|passed|supplied|same)\b/i;
export const mentionsNext = /\b(next|continue|following|subsequent|more)\b/i;
/** Members that are links. */
export const linkNames = names(
  `nextlink nextpagelink nextpageuri nextpageurl nexturi nexturl nexthref odatanextlink nextpagepath nextresultsuri
   nextresultsurl nextlinkurl`,
);
export const linkObjects = names("links link paging pagination pages meta");
/** Members of an object that is called like the link to the next page. */
export const hrefNames = names("href url uri link");
/** Lists of links, and what their elements call the relation. */
export const linkListNames = names("links link");
export const relationNames = names("rel relation");
/** Members that are cursors. */
export const nextCursorNames = names(
  `nextcursor nextpagetoken nextpagecursor nexttoken nextmarker nextkey nextpagekey nextoffset nextstart nextid
   nextafter nextstartingafter nextcontinuationtoken nextskiptoken nextpage nextbookmark continuationtoken continuation
   endcursor aftercursor cursorafter cursornext pagetoken paginationtoken lastevaluatedkey scrollid bookmark skiptoken
   pagestate pagingstate nextpageoffset newcursor nextpageid iterator lastkey
   nextpagestart nextstartat nextstartindex nextskip nextfrom nextposition`,
);
/** Those of them that may be objects. */
export const keyNames = names(
  "lastevaluatedkey lastkey nextkey nexttoken nextpagetoken nextcursor",
);
/** Those that may be absent on the last page, where pages are requested by number, or by offset. */
export const nextNumberNames = /^next(page(number|no|num|index)?)?$/;
export const nextOffsetNames = /^next(page)?(offset|start|index|skip)?$/;
/** Those that state an offset, which then may be anything. */
export const statesOffset = /offset|start|skip/;
/** Headers that state the next cursor; and how those end that only a description names. */
export const nextHeaderNames = names(
  `aftercursor nextcursor cursornext nextpagetoken nexttoken nextoffset nextpage nextmarker continuationtoken continuation
   cursor pagetoken`,
);
export const nextHeaderEndings =
  /(next(page)?(cursor|token|marker|offset|key|page)?|cursornext|continuation(token)?)$/;
/** Parameters that take an object as a cursor. */
export const startKeyNames = names(
  "exclusivestartkey startkey nextkey lastkey lastevaluatedkey nexttoken pagetoken cursor",
);
/** Members that are cursors inside an object of this name: of the next page, of cursors, of the page. */
export const innerNextNames: readonly (readonly [parent: RegExp, names: RegExp])[] = [
  [
    names(
      `next nextpage nextcursor nextpagecursor nexttoken nextpagetoken nextmarker nextkey nextpagekey nextbookmark endcursor
       continuation continuationtoken`,
    ),
    names("after cursor token offset startingafter marker key id start page number value"),
  ],
  [names("cursors cursor"), names("after next")],
  [names("page paging pagination pager pageinfo meta responsemetadata"), names("next after")],
];

/** Of these, the ones that may be anything, unless a parameter is called so too. */
export const vagueNextNames = names("id page number");
/** Names that can only be those of what comes next: a response may also repeat the token that it was asked with. */
export const saysNext = /^(next|new|end)/;
/** Objects that describe the request, or the page that it was for. */
export const requestObjects = /^(current|request|query|params?$|parameters|filters?$|input)/;
/** Objects that describe the next page. */
export const nextObjects = /^next/;

/** Members that lead to other pages than the next one. A boolean may be called so too. */
export const elsewhere = names(
  "previous prev before first self last prevpage previouspage up parent previouscursor prevcursor",
);

/** Arrays beside the items. */
export const auxiliaryNames = names(
  `warnings warning warningmessages errors error errormessages messages notices links link included includes sort sorting orderby facets facet
   aggregations filters filter columns fields headers metadata meta related suggestions debug info tags stats
   deprecations breadcrumbs supportedfields nullfields pageids unreachable`,
);
/** Last segments of a path that say what is done, after the one that says what is listed. */
export const verbs = names("search query list find filter get all");
/** Arrays of items, best first. */
export const itemsNames: readonly string[] =
  `data items results records values value content entries elements resources list objects rows hits documents docs
   nodes edges collection members response payload result body`.split(/\s+/);
