// Solve a minimum-cost flow with LEMON's network simplex: read int64 nodes, arcs, tails, heads, capacities, costs and
// supplies from a file; print the CPU seconds of run() and the cost.
// Build: g++ -O3 -o lemon_arrival benchmarks/lemon_arrival.cc   (Debian: liblemon-dev)
#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>

#include <cstdint>
#include <cstdio>
#include <ctime>
#include <utility>
#include <vector>

int main(int, char** argv) {
    std::FILE* file = std::fopen(argv[1], "rb");
    auto read = [&](std::size_t count) {
        std::vector<std::int64_t> values(count);
        if (std::fread(values.data(), 8, count, file) != count) std::exit(2);
        return values;
    };
    const auto sizes = read(2);
    const auto tail = read(sizes[1]), head = read(sizes[1]), room = read(sizes[1]), price = read(sizes[1]);
    const auto supply = read(sizes[0]);
    std::vector<std::pair<int, int>> arcs;  // in order of their tails, as a static graph wants them
    for (std::int64_t i = 0; i < sizes[1]; ++i) arcs.emplace_back(tail[i], head[i]);
    lemon::StaticDigraph graph;
    graph.build(static_cast<int>(sizes[0]), arcs.begin(), arcs.end());
    lemon::StaticDigraph::ArcMap<std::int64_t> upper(graph), cost(graph);
    lemon::StaticDigraph::NodeMap<std::int64_t> balance(graph);
    for (int i = 0; i < sizes[1]; ++i) {
        upper[graph.arc(i)] = room[i];
        cost[graph.arc(i)] = price[i];
    }
    for (int i = 0; i < sizes[0]; ++i) balance[graph.node(i)] = supply[i];
    const std::clock_t began = std::clock();
    lemon::NetworkSimplex<lemon::StaticDigraph, std::int64_t> simplex(graph);
    simplex.upperMap(upper).costMap(cost).supplyMap(balance);
    if (simplex.run() != simplex.OPTIMAL) return 3;
    const double seconds = double(std::clock() - began) / CLOCKS_PER_SEC;
    std::printf("%.6f %lld\n", seconds, static_cast<long long>(simplex.totalCost<std::int64_t>()));
}
