#include <stdio.h>

int main(void)
{
    for (int i = 0; i < 60000; i++) {
        printf("%d: the quick brown fox jumps over\n", i);
        if (i % 1000 == 0)
            fprintf(stderr, "line %d\n", i);
    }
    return 7;
}
