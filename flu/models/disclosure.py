"""What may be told beside what was told already, so that no subtraction leaves fewer than five.

Told are sums over people: the hold's, batch by batch, and a group's. Whoever adds and subtracts
them gives each batch and each group a factor, and an answer counts with the sum of its batch's
and its group's. So let batches and groups be the nodes of a graph, all groups that are not told
one node together, and each answer an edge between its own two. An answer drops out of a sum only
if its ends stand on the same side; what is left is a cut. Nobody is isolated, by whatever
arithmetic, exactly if no cut of this graph crosses 1 to 4 answers.
"""

from collections import Counter, defaultdict

LEAST = 5
REST = "rest"


def tellable(batches):
    """The groups that may be told beside these batches (each: group → answers), largest first."""
    sizes, told = sum(map(Counter, batches), Counter()), []
    for group in sorted(sizes, key=lambda group: (-sizes[group], group)):
        if group and isolates_nobody(batches, {*told, group}):
            told.append(group)
    return told


def isolates_nobody(batches, told):
    """May the hold have been told in these batches, and these groups too?"""
    graph = defaultdict(Counter)
    for number, batch in enumerate(batches):
        for group, answers in batch.items():
            place = ("group", group) if group in told else REST
            graph["batch", number][place] += answers
            graph[place]["batch", number] += answers
    return all(smallest_cut(part) >= LEAST for part in _parts(graph))


def smallest_cut(graph):
    """How many edges the smallest cut of a connected graph crosses (Stoer and Wagner)."""
    graph = {node: dict(edges) for node, edges in graph.items()}
    smallest = float("inf")
    while len(graph) > 1:
        pull, last = dict.fromkeys(graph, 0), None
        while pull:
            before, last = last, max(pull, key=lambda node: pull[node])
            crossed = pull.pop(last)
            for node in graph[last].keys() & pull.keys():
                pull[node] += graph[last][node]
        smallest = min(smallest, crossed)
        _merge(graph, last, before)
    return smallest


def _merge(graph, node, into):
    for other, edges in graph.pop(node).items():
        del graph[other][node]
        if other != into:
            graph[into][other] = graph[other][into] = graph[into].get(other, 0) + edges


def _parts(graph):
    """The graph's connected parts."""
    left = set(graph)
    while left:
        part, edge = set(), [next(iter(left))]
        while edge:
            node = edge.pop()
            if node not in part:
                part.add(node)
                edge.extend(graph[node])
        left -= part
        yield {node: graph[node] for node in part}
